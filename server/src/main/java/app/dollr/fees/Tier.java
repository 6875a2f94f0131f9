package app.dollr.fees;

import java.time.Instant;

/** A class of merchants that are charged alike. */
public record Tier(long id, String name, boolean isDefault, Instant createdAt) {}
