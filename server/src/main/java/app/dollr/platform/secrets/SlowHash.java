package app.dollr.platform.secrets;

import app.dollr.platform.random.Randomness;
import app.dollr.values.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id, for secrets that people can remember and others therefore guess. At most four run at
 * once, so that guessing does not starve what pays.
 */
public final class SlowHash {
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Semaphore RUNNING = new Semaphore(4);
  private static final Base64.Encoder TEXT = Base64.getEncoder().withoutPadding();
  private static final Pattern FORM =
      Pattern.compile("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$([^$]+)\\$([^$]+)");

  private final Computing computing;

  /** What is slow. */
  interface Computing {
    byte[] of(Secret secret, byte[] salt);
  }

  public SlowHash() {
    this(SlowHash::argon2);
  }

  SlowHash(Computing computing) {
    this.computing = computing;
  }

  /** How many wait for their turn. */
  static int waiting() {
    return RUNNING.getQueueLength();
  }

  /** The hash of a secret with a random salt, in the usual text form. */
  public String of(Secret secret) {
    var salt = Randomness.bytes(SALT_BYTES);
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            MEMORY_KIB,
            PASSES,
            LANES,
            TEXT.encodeToString(salt),
            TEXT.encodeToString(computed(secret, salt)));
  }

  /** Whether {@code hash} is the secret's. */
  public boolean matches(Secret secret, String hash) {
    var parts = FORM.matcher(hash);
    if (!parts.matches()) {
      throw new IllegalStateException("not a hash of ours");
    }
    var salt = Base64.getDecoder().decode(parts.group(1));
    var expected = Base64.getDecoder().decode(parts.group(2));
    return MessageDigest.isEqual(expected, computed(secret, salt));
  }

  private byte[] computed(Secret secret, byte[] salt) {
    RUNNING.acquireUninterruptibly();
    try {
      return computing.of(secret, salt);
    } finally {
      RUNNING.release();
    }
  }

  private static byte[] argon2(Secret secret, byte[] salt) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(MEMORY_KIB)
            .withIterations(PASSES)
            .withParallelism(LANES)
            .withSalt(salt)
            .build());
    var hash = new byte[HASH_BYTES];
    generator.generateBytes(secret.reveal().getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }
}
