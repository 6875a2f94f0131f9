package app.dollr.wire;

import org.jspecify.annotations.Nullable;

/** A merchant. */
public record MerchantInfoResponse(
    long id, String name, MerchantType type, @Nullable String email, @Nullable String phone) {}
