package app.dollr.ledger;

import app.dollr.platform.secrets.Hashes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The hashes by which a change of what was sealed shows. */
final class Chain {
  /** What comes before the first seal. */
  static final byte[] BEGINNING = new byte[32];

  private static final int HASH_BYTES = 32;

  private Chain() {}

  /** The hash of the journals of one seal, in their order, each as its canonical text. */
  static byte[] root(List<String> journals) {
    var leaves = ByteBuffer.allocate(journals.size() * HASH_BYTES);
    journals.forEach(journal -> leaves.put(Hashes.sha256(journal)));
    return Hashes.sha256(leaves.array());
  }

  /** The hash of a seal, which the next one names. */
  static byte[] hash(byte[] previous, long merchant, long number, byte[] root) {
    var head = "%d/%d".formatted(merchant, number).getBytes(StandardCharsets.UTF_8);
    return Hashes.sha256(
        ByteBuffer.allocate(previous.length + head.length + root.length)
            .put(previous)
            .put(head)
            .put(root)
            .array());
  }
}
