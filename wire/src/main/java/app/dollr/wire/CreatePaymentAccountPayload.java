package app.dollr.wire;

import org.jspecify.annotations.Nullable;

/** A payment account to register. */
public record CreatePaymentAccountPayload(
    String accountName,
    String provider,
    PaymentMethod method,
    long partyId,
    @Nullable String countryCode,
    @Nullable String insensitiveAccountNumber) {}
