package app.dollr.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import app.dollr.client.internal.Json;
import app.dollr.wire.EventResponse;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The check that a webhook comes from the Dollr server and is fresh. Give it the body as it came:
 * JSON that was read and written again is another body.
 *
 * <pre>{@code
 * var event = WebhookSignature.verify(header, body, secret);
 * }</pre>
 */
public final class WebhookSignature {
  /** The name of the header. */
  public static final String HEADER = "Dollr-Signature";

  /** How old a webhook may be unless told otherwise. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String ALGORITHM = "HmacSHA256";

  private WebhookSignature() {}

  /** {@link #verify(String, byte[], String, Duration, Clock)} with the usual tolerance. */
  public static EventResponse verify(String header, byte[] body, String secret) {
    return verify(header, body, secret, TOLERANCE, Clock.systemUTC());
  }

  /**
   * The event in a body that is signed with the secret. While a secret is rotated a body is signed
   * with both, and either one will do.
   *
   * @param header the value of {@link #HEADER}
   * @param secret as it was shown when the endpoint was made, beginning with {@code whsec_}
   * @param tolerance how far its time may be from the clock's
   * @throws SignatureException when it is not signed with the secret, or is too old or too new
   */
  public static EventResponse verify(
      String header, byte[] body, String secret, Duration tolerance, Clock clock) {
    Objects.requireNonNull(secret, "secret");
    var signed = Signed.read(header);
    var expected = hmac(secret, signed.time(), body);
    boolean matches = false;
    for (var signature : signed.signatures()) {
      matches |= MessageDigest.isEqual(signature.getBytes(UTF_8), expected.getBytes(UTF_8));
    }
    if (!matches) {
      throw new SignatureException("the body is not signed with this secret");
    }
    var age = Duration.between(Instant.ofEpochSecond(signed.time()), clock.instant()).abs();
    if (age.compareTo(tolerance) > 0) {
      throw new SignatureException(
          "it was signed %d seconds from now, %d are allowed"
              .formatted(age.toSeconds(), tolerance.toSeconds()));
    }
    return Json.mapper().readValue(body, EventResponse.class);
  }

  /** The header for a body, as the server makes it: for tests of a receiver. */
  public static String sign(byte[] body, String secret, Instant time) {
    return "t=%d,v1=%s".formatted(time.getEpochSecond(), hmac(secret, time.getEpochSecond(), body));
  }

  private static String hmac(String secret, long time, byte[] body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
      mac.update((time + ".").getBytes(US_ASCII));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A header, read. */
  private record Signed(long time, List<String> signatures) {

    static Signed read(String header) {
      long time = -1;
      List<String> signatures = new ArrayList<>();
      for (var part : header.split(",", -1)) {
        var pair = part.strip().split("=", 2);
        if (pair.length == 2 && pair[0].equals("t") && pair[1].matches("\\d{1,12}")) {
          time = Long.parseLong(pair[1]);
        } else if (pair.length == 2 && pair[0].equals("v1")) {
          signatures.add(pair[1]);
        }
      }
      if (time < 0 || signatures.isEmpty()) {
        throw new SignatureException("the header has no time or no v1 signature");
      }
      return new Signed(time, signatures);
    }
  }
}
