package app.dollr.ledger;

import app.dollr.values.CurrencyCode;
import app.dollr.values.Money;
import app.dollr.values.PartyId;
import app.dollr.values.WalletId;
import java.time.Instant;
import java.util.Optional;

/**
 * A wallet and what is in it.
 *
 * @param party whose it is; empty for the merchant's own
 * @param available at the owner's disposal, credits not yet folded in included
 * @param reserved promised away
 */
public record Wallet(
    WalletId id,
    Optional<PartyId> party,
    CurrencyCode currency,
    Money available,
    Money reserved,
    WalletStatus status,
    Instant createdAt,
    Instant updatedAt) {}
