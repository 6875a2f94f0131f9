package app.dollr.wire;

import org.jspecify.annotations.Nullable;

/** A party to create. */
public record CreatePartyPayload(
    String fullname, String phone, @Nullable String email, @Nullable String countryCode) {}
