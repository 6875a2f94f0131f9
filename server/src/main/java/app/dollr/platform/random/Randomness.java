package app.dollr.platform.random;

import app.dollr.values.ReferenceId;
import app.dollr.values.Secret;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids nobody has to guess wrongly, and secrets nobody can guess. */
public final class Randomness {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
  private static final int SECRET_BYTES = 32;
  private static final int REQUEST_ID_BITS = 5;
  private static final String CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";

  private Randomness() {}

  /** {@code count} random bytes. */
  public static byte[] bytes(int count) {
    var bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** 256 random bits as 43 URL-safe characters, after {@code prefix}. */
  public static Secret secret(String prefix) {
    return Secret.of(prefix + TEXT.encodeToString(bytes(SECRET_BYTES)));
  }

  /** A name that is no secret: {@code prefix} and 16 characters. */
  public static String name(String prefix) {
    return prefix + characters(RANDOM.nextLong()) + characters(RANDOM.nextLong()).substring(0, 4);
  }

  /** A reference nobody has used. */
  public static ReferenceId reference() {
    return new ReferenceId(UUID.randomUUID());
  }

  /** {@code count} random decimal digits. */
  public static String digits(int count) {
    var digits = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      digits.append((char) ('0' + RANDOM.nextInt(10)));
    }
    return digits.toString();
  }

  /** An id for one request: unique in practice, cheap, and of no use to guess. */
  public static String requestId() {
    return "req_" + characters(ThreadLocalRandom.current().nextLong());
  }

  /** A number from 0 to 1 for spreading retries. */
  public static double jitter() {
    return ThreadLocalRandom.current().nextDouble();
  }

  /** A number from {@code least} to below {@code end}, for choices that may be guessed. */
  public static int between(int least, int end) {
    return ThreadLocalRandom.current().nextInt(least, end);
  }

  private static String characters(long bits) {
    var text = new StringBuilder();
    for (int i = 0; i < Long.SIZE - REQUEST_ID_BITS; i += REQUEST_ID_BITS) {
      text.append(CROCKFORD.charAt((int) ((bits >>> i) & 31)));
    }
    return text.toString();
  }
}
