package app.dollr.wire;

import java.time.Instant;

/** A class of merchants that are charged alike. */
public record FeeTier(
    long id, String name, boolean isDefault, Instant createdAt, Instant updatedAt) {}
