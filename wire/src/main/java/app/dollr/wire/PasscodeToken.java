package app.dollr.wire;

import org.jspecify.annotations.Nullable;

/**
 * A passcode, and whose it is; its text hides the code.
 *
 * @param code the digits
 * @param userId of the holder; with neither this nor a phone it is the merchant's own
 * @param phone of the holder
 */
public record PasscodeToken(String code, @Nullable String userId, @Nullable String phone) {
  @Override
  public String toString() {
    return "PasscodeToken[code=***, userId=%s, phone=%s]".formatted(userId, phone);
  }
}
