package app.dollr.fees;

import java.time.Instant;
import java.util.Optional;

/**
 * The tier of a merchant, from some moment on.
 *
 * @param tier its id
 */
record Assignment(long id, long tier, Optional<String> by, Instant from, Instant createdAt) {}
