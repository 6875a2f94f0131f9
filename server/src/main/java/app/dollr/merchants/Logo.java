package app.dollr.merchants;

import java.util.Base64;
import java.util.Optional;

/**
 * A merchant's logo.
 *
 * @param type its content type, told from its first bytes
 * @param base64 the image
 */
public record Logo(String type, String base64) {
  /** 40 kB. */
  static final int MOST_BYTES = 40_960;

  private static final int WEBP = 8;

  /** The logo that some Base64 is; empty when it is too large, or no image that browsers show. */
  static Optional<Logo> read(String base64) {
    try {
      var bytes = Base64.getDecoder().decode(base64);
      return bytes.length > MOST_BYTES
          ? Optional.empty()
          : type(bytes).map(type -> new Logo(type, base64));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static Logo of(String type, byte[] bytes) {
    return new Logo(type, Base64.getEncoder().encodeToString(bytes));
  }

  public byte[] bytes() {
    return Base64.getDecoder().decode(base64);
  }

  private static Optional<String> type(byte[] bytes) {
    if (has(bytes, 0, 0x89, 'P', 'N', 'G')) {
      return Optional.of("image/png");
    }
    if (has(bytes, 0, 0xff, 0xd8, 0xff)) {
      return Optional.of("image/jpeg");
    }
    if (has(bytes, 0, 'R', 'I', 'F', 'F') && has(bytes, WEBP, 'W', 'E', 'B', 'P')) {
      return Optional.of("image/webp");
    }
    return Optional.empty();
  }

  private static boolean has(byte[] bytes, int from, int... wanted) {
    if (bytes.length < from + wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if ((bytes[from + i] & 0xff) != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
