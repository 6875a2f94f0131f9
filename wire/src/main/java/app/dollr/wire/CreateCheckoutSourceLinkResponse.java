package app.dollr.wire;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A document that can be paid, and the link to pay it.
 *
 * @param totalAmount in major units of {@code currency}
 * @param hostedPathOrToken the page's secret name; whoever has it can pay
 * @param url the page
 */
public record CreateCheckoutSourceLinkResponse(
    String mode,
    SourceType sourceType,
    long sourceId,
    String sourceNumber,
    SourceStatus sourceStatus,
    long counterpartyId,
    long partyId,
    String currency,
    BigDecimal totalAmount,
    @Nullable String referenceId,
    @Nullable Instant dueDate,
    long sourceCheckoutConfigId,
    @Nullable Instant expiresAt,
    @Nullable String hostedPathOrToken,
    @Nullable String successUrl,
    @Nullable String cancelUrl,
    String url) {}
