package app.dollr.merchants;

import java.time.Instant;
import java.util.Optional;

/**
 * A passcode as it is kept.
 *
 * @param hash Argon2id, in the usual text form
 * @param failures wrong attempts since the last right one
 */
record Passcode(long id, String hash, int failures, Optional<Instant> lockedUntil) {}
