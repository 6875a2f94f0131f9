package app.dollr.platform.secrets;

import app.dollr.values.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, for secrets of 256 random bits (which need no slow hash) and for comparing requests. */
public final class Hashes {
  private Hashes() {}

  public static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public static byte[] sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Whether {@code hash} is the secret's, told in a time that does not depend on where they part.
   */
  public static boolean matches(Secret secret, byte[] hash) {
    return MessageDigest.isEqual(sha256(secret.reveal()), hash);
  }
}
