package app.dollr.access;

import app.dollr.values.ClientId;
import app.dollr.values.MerchantId;
import java.util.HexFormat;

/**
 * A client as it is kept.
 *
 * @param secretHash SHA-256 of the secret, in hexadecimal
 * @param generation the generation that its tokens must carry
 */
record Client(
    ClientId id, MerchantId merchant, String secretHash, int generation, boolean revoked) {
  byte[] hash() {
    return HexFormat.of().parseHex(secretHash);
  }
}
