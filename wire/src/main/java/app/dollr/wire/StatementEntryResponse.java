package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a wallet's statement.
 *
 * @param id of the movement; pages go on after it
 * @param kind what moved it, such as {@code COLLECTION}, {@code RESERVATION}, {@code FUNDING}
 * @param paymentIntentId of the execution it belongs to
 * @param currency that of the wallet, three letters
 * @param amount by how much it changed what is at the owner's disposal, in major units
 * @param reserved by how much it changed what is promised away, in major units
 * @param balance what was at the owner's disposal after it, in major units
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
