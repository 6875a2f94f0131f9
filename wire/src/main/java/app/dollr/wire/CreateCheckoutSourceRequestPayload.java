package app.dollr.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document to be paid, its payer and where the payer goes afterwards. */
public record CreateCheckoutSourceRequestPayload(
    String mode,
    SourceType sourceKind,
    @Nullable String partyName,
    String partyPhone,
    @Nullable String partyEmail,
    @Nullable RelationshipType partyRelationship,
    String currency,
    List<PaymentSourceItemInput> items,
    @Nullable String referenceId,
    @Nullable String note,
    @Nullable Instant dueDate,
    @Nullable String successUrl,
    @Nullable String cancelUrl,
    @Nullable Instant expiresAt,
    @Nullable Long counterpartyId) {}
