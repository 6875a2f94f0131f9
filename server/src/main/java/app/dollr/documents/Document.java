package app.dollr.documents;

import app.dollr.values.CounterpartyId;
import app.dollr.values.DocumentId;
import app.dollr.values.Money;
import app.dollr.wire.FeeBearer;
import java.time.Instant;
import java.util.Optional;

/**
 * An invoice or order.
 *
 * @param number such as {@code INV-2026-00042}
 * @param total the sum of its lines
 * @param lines how many lines it has
 * @param reference the merchant's own label
 */
public record Document(
    DocumentId id,
    DocumentKind kind,
    String number,
    CounterpartyId counterparty,
    Money total,
    int lines,
    DocumentStatus status,
    String note,
    FeeBearer feeBearer,
    boolean asPaymentLink,
    Optional<String> reference,
    Optional<Instant> dueAt,
    Optional<Instant> paidAt,
    Instant createdAt,
    Instant updatedAt) {}
