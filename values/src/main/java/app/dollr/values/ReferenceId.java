package app.dollr.values;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The caller's name for one piece of work: a version-4 UUID, unique within the merchant.
 *
 * @param value the UUID
 */
public record ReferenceId(UUID value) {
  private static final Pattern SHAPE =
      Pattern.compile("[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");
  private static final int RANDOM_VERSION = 4;
  private static final int IETF_VARIANT = 2;

  public ReferenceId {
    if (value.version() != RANDOM_VERSION || value.variant() != IETF_VARIANT) {
      throw new IllegalArgumentException("%s is no version-4 UUID".formatted(value));
    }
  }

  /** The reference written in the usual 36 characters, in any case. */
  public static ReferenceId parse(String text) {
    if (!SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException("not a UUID");
    }
    return new ReferenceId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
