package app.dollr.ledger;

import java.util.List;

/**
 * A seal over some of a merchant's journals; hashes are in hexadecimal.
 *
 * @param previous the hash of the seal before it
 * @param root of the journals' own hashes
 */
record Seal(
    long merchant, long number, String previous, List<Long> journals, String root, String hash) {
  Seal {
    journals = List.copyOf(journals);
  }
}
