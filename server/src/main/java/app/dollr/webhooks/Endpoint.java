package app.dollr.webhooks;

import app.dollr.values.MerchantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a merchant has events sent to.
 *
 * @param types what is sent: {@code invoice.paid}, {@code invoice.*} or {@code *}
 * @param failingSince when the first failure after the last success was
 */
public record Endpoint(
    MerchantId merchant,
    long id,
    String url,
    Optional<String> description,
    List<String> types,
    EndpointStatus status,
    Optional<String> disabledReason,
    Optional<Instant> disabledAt,
    Optional<Instant> failingSince,
    Optional<Instant> previousSecretUntil,
    Instant createdAt,
    Instant updatedAt) {}
