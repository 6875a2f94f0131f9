package app.dollr.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A party: a person or business the merchant deals with. */
public record PartyResponse(
    long id,
    String fullname,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String countryCode,
    Instant createdAt,
    Instant updatedAt) {}
