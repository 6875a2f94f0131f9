package app.dollr.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The header {@code Dollr-Signature: t=…,v1=…}: HMAC-SHA256 over the time, a dot and the body, once
 * for each secret that counts.
 */
final class Signature {
  static final String HEADER = "Dollr-Signature";

  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  static String of(List<byte[]> secrets, byte[] body, Instant now) {
    long time = now.getEpochSecond();
    return secrets.stream()
        .map(secret -> ",v1=" + hmac(secret, time, body))
        .collect(Collectors.joining("", "t=" + time, ""));
  }

  private static String hmac(byte[] secret, long time, byte[] body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
