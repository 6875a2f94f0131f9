package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A wallet of the merchant, or of one of its parties: what is at the owner's disposal, and what is
 * promised away.
 */
public record WalletResponse(
    long id,
    @Nullable Long partyId,
    String currency,
    BigDecimal balance,
    BigDecimal reserved,
    String status,
    Instant createdAt,
    Instant updatedAt) {}
