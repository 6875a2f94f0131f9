package app.dollr.access;

import java.time.Instant;
import java.util.HexFormat;

/**
 * A signing key as it is kept.
 *
 * @param sealed the key under the master key, in hexadecimal
 */
record SealedKey(String keyId, String sealed, Instant createdAt) {
  byte[] bytes() {
    return HexFormat.of().parseHex(sealed);
  }
}
