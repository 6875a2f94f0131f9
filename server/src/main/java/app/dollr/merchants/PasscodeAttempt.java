package app.dollr.merchants;

import app.dollr.values.PhoneNumber;
import app.dollr.values.Secret;
import java.util.Optional;

/** Somebody's claim to be allowed to pay out; with neither user nor phone, the merchant's own. */
public record PasscodeAttempt(Secret code, Optional<String> user, Optional<PhoneNumber> phone) {}
