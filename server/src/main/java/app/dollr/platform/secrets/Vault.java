package app.dollr.platform.secrets;

import app.dollr.platform.random.Randomness;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sealing under the master key, with AES-256-GCM. A sealed secret is bound to the purpose it was
 * sealed for, so that one cannot be put in another's place.
 */
public final class Vault {
  /** 256 bits. */
  public static final int KEY_BYTES = 32;

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;

  /**
   * @param masterKey 32 bytes
   */
  public Vault(byte[] masterKey) {
    if (masterKey.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "the master key has %d bytes, it needs %d".formatted(masterKey.length, KEY_BYTES));
    }
    this.key = new SecretKeySpec(masterKey, "AES");
  }

  /** A nonce of 12 bytes and what only {@link #open} with the same purpose can read. */
  public byte[] seal(String purpose, byte[] secret) {
    var nonce = Randomness.bytes(NONCE_BYTES);
    var sealed = run(Cipher.ENCRYPT_MODE, purpose, nonce, secret);
    return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
  }

  /**
   * What was sealed.
   *
   * @throws IllegalStateException when it was sealed under another key, or for another purpose
   */
  public byte[] open(String purpose, byte[] sealed) {
    var buffer = ByteBuffer.wrap(sealed);
    var nonce = new byte[NONCE_BYTES];
    buffer.get(nonce);
    var rest = new byte[buffer.remaining()];
    buffer.get(rest);
    return run(Cipher.DECRYPT_MODE, purpose, nonce, rest);
  }

  /** A key of 32 bytes for one purpose, the same wherever the master key is. */
  public byte[] derive(String purpose) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
      return mac.doFinal(("derive:" + purpose).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] run(int mode, String purpose, byte[] nonce, byte[] input) {
    try {
      var cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "the master key does not open this secret (%s)".formatted(purpose), e);
    }
  }
}
