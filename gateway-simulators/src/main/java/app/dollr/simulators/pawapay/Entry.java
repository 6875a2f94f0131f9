package app.dollr.simulators.pawapay;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One payment in pawaPay's books.
 *
 * @param amount that moves, as text
 * @param deposit that is given back, for a refund
 * @param settlesAt when its fate is known; empty while nobody decides it
 * @param transaction the operator's own id
 */
record Entry(
    Kind kind,
    String id,
    String amount,
    String currency,
    String country,
    String provider,
    String phone,
    Optional<String> deposit,
    Optional<String> clientReference,
    Optional<String> customerMessage,
    Status status,
    Optional<String> failureCode,
    Optional<String> failureMessage,
    String transaction,
    Instant created,
    Optional<Instant> settlesAt) {

  /** How it stands with a payment. */
  enum Status {
    ENQUEUED,
    PROCESSING,
    COMPLETED,
    FAILED;

    boolean isFinal() {
      return this == COMPLETED || this == FAILED;
    }
  }

  Entry waiting(Optional<Instant> settles) {
    return with(amount, Status.PROCESSING, Optional.empty(), Optional.empty(), settles);
  }

  Entry completed(String moved) {
    return with(moved, Status.COMPLETED, Optional.empty(), Optional.empty(), Optional.empty());
  }

  Entry failed(String code, String message) {
    return with(amount, Status.FAILED, Optional.of(code), Optional.of(message), Optional.empty());
  }

  private Entry with(
      String moved,
      Status now,
      Optional<String> code,
      Optional<String> message,
      Optional<Instant> settles) {
    return new Entry(
        kind,
        id,
        moved,
        currency,
        country,
        provider,
        phone,
        deposit,
        clientReference,
        customerMessage,
        now,
        code,
        message,
        transaction,
        created,
        settles);
  }

  /** As a status check shows it. */
  Map<String, @Nullable Object> shown() {
    Map<String, @Nullable Object> shown = told();
    clientReference.ifPresent(reference -> shown.put("clientReferenceId", reference));
    return shown;
  }

  /** As a callback tells it: without what the client called it. */
  Map<String, @Nullable Object> told() {
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put(kind.idName(), id);
    told.put("status", status.name());
    told.put("amount", amount);
    told.put("currency", currency);
    told.put("country", country);
    told.put(
        kind.party(),
        Map.of(
            "type", "MMO", "accountDetails", Map.of("phoneNumber", phone, "provider", provider)));
    deposit.ifPresent(original -> told.put("depositId", original));
    customerMessage.ifPresent(message -> told.put("customerMessage", message));
    told.put("created", created.toString());
    if (status == Status.COMPLETED) {
      told.put("providerTransactionId", transaction);
    }
    told.put(
        "failureReason",
        failureCode
            .map(code -> Map.of("failureCode", code, "failureMessage", failureMessage.orElse(code)))
            .orElse(null));
    return told;
  }

  /** As the file keeps it. */
  Map<String, @Nullable Object> kept() {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    kept.put("kind", kind.name());
    kept.put("id", id);
    kept.put("amount", amount);
    kept.put("currency", currency);
    kept.put("country", country);
    kept.put("provider", provider);
    kept.put("phone", phone);
    kept.put("deposit", deposit.orElse(null));
    kept.put("clientReference", clientReference.orElse(null));
    kept.put("customerMessage", customerMessage.orElse(null));
    kept.put("status", status.name());
    kept.put("failureCode", failureCode.orElse(null));
    kept.put("failureMessage", failureMessage.orElse(null));
    kept.put("transaction", transaction);
    kept.put("created", created.toString());
    kept.put("settlesAt", settlesAt.map(Instant::toString).orElse(null));
    return kept;
  }

  /** What {@link #kept} has kept. */
  static Entry of(JsonNode kept) {
    return new Entry(
        Kind.valueOf(kept.get("kind").stringValue()),
        kept.get("id").stringValue(),
        kept.get("amount").stringValue(),
        kept.get("currency").stringValue(),
        kept.get("country").stringValue(),
        kept.get("provider").stringValue(),
        kept.get("phone").stringValue(),
        text(kept, "deposit"),
        text(kept, "clientReference"),
        text(kept, "customerMessage"),
        Status.valueOf(kept.get("status").stringValue()),
        text(kept, "failureCode"),
        text(kept, "failureMessage"),
        kept.get("transaction").stringValue(),
        Instant.parse(kept.get("created").stringValue()),
        text(kept, "settlesAt").map(Instant::parse));
  }

  private static Optional<String> text(JsonNode node, String name) {
    return node.path(name).stringValueOpt();
  }
}
