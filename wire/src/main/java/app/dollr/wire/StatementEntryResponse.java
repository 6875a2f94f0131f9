package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a wallet's statement: by how much a movement changed what is at the owner's disposal
 * and what is promised away, and the balance after it.
 */
public record StatementEntryResponse(
    long id,
    String kind,
    @Nullable Long paymentIntentId,
    String currency,
    BigDecimal amount,
    BigDecimal reserved,
    BigDecimal balance,
    Instant createdAt) {}
