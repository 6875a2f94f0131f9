package app.dollr.documents;

import app.dollr.values.CounterpartyId;
import app.dollr.values.CurrencyCode;
import app.dollr.wire.FeeBearer;
import java.time.Instant;
import java.util.Optional;

/** The wish to have a new document, without lines yet. */
public record CreateDocument(
    DocumentKind kind,
    CounterpartyId counterparty,
    CurrencyCode currency,
    String note,
    FeeBearer feeBearer,
    boolean asPaymentLink,
    Optional<String> reference,
    Optional<Instant> dueAt) {}
