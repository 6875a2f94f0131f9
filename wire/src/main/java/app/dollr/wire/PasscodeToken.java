package app.dollr.wire;

import org.jspecify.annotations.Nullable;

/** A passcode, and whose it is; with neither user nor phone it is the merchant's own. */
public record PasscodeToken(String code, @Nullable String userId, @Nullable String phone) {}
