package app.dollr.gateways.pawapay;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The key by which requests are signed: ECDSA on P-256.
 *
 * @param id by which pawaPay knows it
 */
public record SigningKey(String id, PrivateKey key, Encoding encoding) {
  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");
  private static final int P256_BITS = 256;

  /** How the two numbers of an ECDSA signature are written. */
  public enum Encoding {
    /** ASN.1, as pawaPay's published samples do. */
    DER,
    /** One after the other, as RFC 9421 says. */
    RAW
  }

  /**
   * The private key in a PKCS #8 PEM text.
   *
   * @throws IllegalArgumentException when it is none, or not on P-256
   */
  public static PrivateKey read(String pem) {
    var matcher = PEM.matcher(pem);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "it is no PKCS #8 key in PEM: -----BEGIN PRIVATE KEY-----");
    }
    try {
      var bytes = Base64.getMimeDecoder().decode(matcher.group(1));
      var key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes));
      if (key instanceof ECPrivateKey curve
          && curve.getParams().getOrder().bitLength() == P256_BITS) {
        return key;
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("it is no key on an elliptic curve", e);
    }
    throw new IllegalArgumentException("it is no key on the curve P-256");
  }

  @Override
  public String toString() {
    return "SigningKey[%s]".formatted(id);
  }
}
