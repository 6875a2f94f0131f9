package app.dollr.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A checkout session: one occasion to pay a document, with its rates. */
public record CheckoutSessionResponse(
    long id,
    long sourceId,
    SourceType sourceType,
    SessionStatus status,
    @Nullable Long paymentAccountId,
    Instant expiresAt,
    Instant createdAt,
    Instant updatedAt) {}
