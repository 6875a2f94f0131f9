package app.dollr.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document to be paid, its payer and where the payer goes afterwards.
 *
 * @param mode {@code HOSTED} or {@code DIRECT}
 * @param partyPhone the payer's; known payers are found by it
 * @param currency of all lines, three letters
 * @param expiresAt until when the page takes payments; 24 hours when not given
 */
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
