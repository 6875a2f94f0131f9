package app.dollr.simulators.stripe;

import app.dollr.simulators.stripe.Account.Dispute;
import app.dollr.simulators.stripe.Account.Payment;
import app.dollr.simulators.stripe.Account.Return;
import app.dollr.simulators.stripe.Account.Transaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The objects as Stripe's answers show them. */
final class Shapes {
  private static final String OBJECT = "object";

  private Shapes() {}

  static Map<String, @Nullable Object> intent(Payment payment) {
    var intent = payment.intent();
    var shape = object("payment_intent", intent.id(), payment.created());
    shape.put("amount", intent.amount());
    shape.put("amount_capturable", 0);
    shape.put("amount_received", payment.received());
    shape.put("canceled_at", intent.status() == IntentStatus.CANCELED ? payment.created() : null);
    shape.put("capture_method", "automatic");
    shape.put("client_secret", intent.clientSecret());
    shape.put("confirmation_method", "automatic");
    shape.put("currency", intent.currency());
    shape.put("last_payment_error", intent.lastError().map(Shapes::error).orElse(null));
    shape.put("latest_charge", payment.charge().orElse(null));
    shape.put("metadata", payment.metadata());
    shape.put("next_action", nextAction(intent));
    shape.put("payment_method", intent.card().map(TestCard::id).orElse(null));
    shape.put("payment_method_types", List.of("card"));
    shape.put("status", intent.status().wire());
    return shape;
  }

  static Map<String, @Nullable Object> charge(Payment payment) {
    var shape = object("charge", payment.charge().orElse(null), payment.created());
    shape.put("amount", payment.intent().amount());
    shape.put("amount_captured", payment.received());
    shape.put("captured", true);
    shape.put("currency", payment.intent().currency());
    shape.put("metadata", payment.metadata());
    shape.put("paid", true);
    shape.put("payment_intent", payment.intent().id());
    shape.put("status", "succeeded");
    return shape;
  }

  static Map<String, @Nullable Object> refund(Return made) {
    var shape = object("refund", made.refund().id(), made.created());
    shape.put("amount", made.refund().amount());
    shape.put("charge", made.payment().charge().orElse(null));
    shape.put("currency", made.payment().intent().currency());
    if (made.refund().status() == Refund.Status.FAILED) {
      shape.put("failure_reason", "expired_or_canceled_card");
    }
    shape.put("metadata", made.metadata());
    shape.put("payment_intent", made.payment().intent().id());
    shape.put("reason", "requested_by_customer");
    shape.put("status", made.refund().status().wire());
    return shape;
  }

  static Map<String, @Nullable Object> dispute(Dispute dispute) {
    var shape = object("dispute", dispute.id(), dispute.created());
    shape.put("amount", dispute.amount());
    shape.put(
        "balance_transactions", dispute.transactions().stream().map(Shapes::transaction).toList());
    shape.put("charge", dispute.payment().charge().orElse(null));
    shape.put("currency", dispute.payment().intent().currency());
    shape.put("is_charge_refundable", dispute.transactions().isEmpty());
    shape.put("metadata", Map.of());
    shape.put("payment_intent", dispute.payment().intent().id());
    shape.put("reason", dispute.reason());
    shape.put("status", dispute.status());
    return shape;
  }

  static Map<String, @Nullable Object> transaction(Transaction line) {
    var shape = object("balance_transaction", line.id(), line.created());
    shape.put("amount", line.amount());
    shape.put("available_on", line.created());
    shape.put("currency", line.currency());
    shape.put("description", null);
    shape.put("exchange_rate", null);
    shape.put("fee", line.fee());
    shape.put("net", line.amount() - line.fee());
    shape.put("reporting_category", line.category());
    shape.put("source", line.source());
    shape.put("status", "available");
    shape.put("type", line.type());
    return shape;
  }

  /**
   * A statement's line with the object that it is about, as {@code expand[]=data.source} has it.
   */
  static Map<String, @Nullable Object> expanded(Transaction line, Account account) {
    var shape = transaction(line);
    shape.put(
        "source",
        switch (line.type()) {
          case "refund", "refund_failure" -> refund(account.refund(line.source()));
          case "adjustment" -> dispute(account.dispute(line.source()));
          default -> charge(line.payment());
        });
    return shape;
  }

  static Map<String, @Nullable Object> card(TestCard card) {
    var shape = object("payment_method", card.id(), 0);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("brand", card.brand());
    details.put("country", card.country());
    details.put("funding", card.funding());
    details.put("last4", card.last4());
    details.put("exp_month", 12);
    details.put("exp_year", 2034);
    shape.put("card", details);
    shape.put("metadata", Map.of());
    shape.put("type", "card");
    return shape;
  }

  static Map<String, @Nullable Object> error(CardError error) {
    Map<String, @Nullable Object> shape = new LinkedHashMap<>();
    shape.put("type", "card_error");
    shape.put("code", error.code());
    error.declineCode().ifPresent(code -> shape.put("decline_code", code));
    shape.put("message", error.message());
    return shape;
  }

  static Map<String, @Nullable Object> list(String url, List<?> data, boolean more) {
    Map<String, @Nullable Object> shape = new LinkedHashMap<>();
    shape.put(OBJECT, "list");
    shape.put("data", data);
    shape.put("has_more", more);
    shape.put("url", url);
    return shape;
  }

  private static Map<String, @Nullable Object> object(
      String kind, @Nullable String id, long created) {
    Map<String, @Nullable Object> shape = new LinkedHashMap<>();
    shape.put("id", id);
    shape.put(OBJECT, kind);
    shape.put("created", created);
    shape.put("livemode", false);
    return shape;
  }

  private static @Nullable Map<String, Object> nextAction(PaymentIntent intent) {
    return Optional.of(intent)
        .filter(waiting -> waiting.status() == IntentStatus.REQUIRES_ACTION)
        .map(waiting ->
            Map.<String, Object>of(
                "type",
                "use_stripe_sdk",
                "use_stripe_sdk",
                Map.of("type", "three_d_secure_redirect")))
        .orElse(null);
  }
}
