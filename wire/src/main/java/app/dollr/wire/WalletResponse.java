package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A wallet of the merchant, or of one of its parties.
 *
 * @param partyId whose it is; null for the merchant's own
 * @param currency of both amounts, three letters
 * @param balance what is at the owner's disposal, in major units
 * @param reserved what is promised away and not yet gone, in major units
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
