package app.dollr.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A payment account: where a party pays from or is paid to. */
public record PaymentAccountResponse(
    long id,
    String accountName,
    Provider provider,
    PaymentMethod method,
    long partyId,
    @Nullable String countryCode,
    boolean isActive,
    Instant createdAt,
    Instant updatedAt) {}
