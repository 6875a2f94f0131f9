package app.dollr.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where events are sent to; its text hides the secret. An extension of this server.
 *
 * @param types what is sent: {@code invoice.paid}, {@code invoice.*} or {@code *}
 * @param status {@code ENABLED} or {@code DISABLED}
 * @param failingSince when the first failure after the last success was
 * @param previousSecretUntil until when the secret before the last rotation counts too
 * @param secret what bodies are signed with; only when it is new
 * @param retryPausesSeconds the pause before each attempt after the first
 */
public record WebhookEndpointResponse(
    long id,
    String url,
    @Nullable String description,
    List<String> types,
    String status,
    @Nullable String disabledReason,
    @Nullable Instant disabledAt,
    @Nullable Instant failingSince,
    @Nullable Instant previousSecretUntil,
    @Nullable String secret,
    List<Long> retryPausesSeconds,
    Instant createdAt,
    Instant updatedAt) {
  @Override
  public String toString() {
    return "WebhookEndpointResponse[%d %s %s %s]".formatted(id, url, types, status);
  }
}
