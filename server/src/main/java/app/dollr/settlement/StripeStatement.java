package app.dollr.settlement;

import app.dollr.platform.json.Json;
import app.dollr.values.CurrencyCode;
import app.dollr.values.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Stripe's balance transactions: the list as the API answers it, with {@code expand[]=data.source},
 * or the itemised report of what has changed the balance, as CSV. By <a
 * href="https://docs.stripe.com/reports/reporting-categories">reporting categories</a> (read in
 * November 2026).
 */
final class StripeStatement {
  private static final String KEY = "dollr_key";

  /** The currencies that Stripe counts in whole units. */
  private static final Set<String> WHOLE =
      Set.of(
          "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "ugx", "vnd", "vuv",
          "xaf", "xof", "xpf");

  private StripeStatement() {}

  static List<Line> read(String content) {
    var text = content.strip();
    return text.startsWith("{") || text.startsWith("[") ? json(text) : csv(text);
  }

  private static List<Line> csv(String text) {
    return Table.read(
        text,
        row -> {
          var kind = kind(row.text("reporting_category"));
          var currency = row.text("currency");
          var key =
              row.optional(
                  isRefund(kind)
                      ? "refund_metadata[" + KEY + "]"
                      : "payment_metadata[" + KEY + "]");
          return new Line(
              row.text("balance_transaction_id"),
              kind,
              Format.money(row.number("gross"), currency),
              fee(Format.money(row.number("fee"), currency)),
              key.flatMap(Table::key),
              transaction(
                  kind, row.optional("payment_intent_id"), row.optional("source_id").orElse("")),
              row.moment("created_utc", "created"));
        });
  }

  private static List<Line> json(String text) {
    try {
      var tree = Json.mapper().readTree(text);
      var data = tree.isArray() ? tree : tree.path("data");
      if (!data.isArray()) {
        throw new UnreadableStatement("it is no list of balance transactions");
      }
      return data.valueStream().map(StripeStatement::line).toList();
    } catch (JacksonException e) {
      throw new UnreadableStatement("it is no JSON: " + e.getOriginalMessage());
    }
  }

  private static Line line(JsonNode node) {
    var id = node.path("id").asString("");
    try {
      var category = node.path("reporting_category").asString(node.path("type").asString(""));
      var kind = kind(category);
      var currency = node.path("currency").asString("");
      var source = node.path("source");
      var intent = source.path("payment_intent").asString("");
      return new Line(
          id,
          kind,
          minor(node.path("amount"), currency),
          fee(minor(node.path("fee"), currency)),
          key(source),
          transaction(
              kind,
              Optional.of(intent).filter(text -> !text.isEmpty()),
              source.isObject() ? source.path("id").asString("") : source.asString("")),
          Instant.ofEpochSecond(node.path("created").asLong()));
    } catch (IllegalArgumentException | JacksonException e) {
      throw new UnreadableStatement("%s: %s".formatted(id, e.getMessage()));
    }
  }

  private static Optional<UUID> key(JsonNode source) {
    return Table.key(source.path("metadata").path(KEY).asString(""));
  }

  /** By what the execution knows it: its PaymentIntent, its refund, its dispute. */
  private static Optional<String> transaction(
      LineKind kind, Optional<String> intent, String source) {
    return kind == LineKind.PAYMENT ? intent : Optional.of(source).filter(text -> !text.isEmpty());
  }

  private static LineKind kind(String category) {
    return switch (category) {
      case "charge", "payment" -> LineKind.PAYMENT;
      case "refund", "payment_refund" -> LineKind.REFUND;
      case "refund_failure", "payment_failure_refund" -> LineKind.REFUND_RETURN;
      case "dispute" -> LineKind.DISPUTE;
      case "dispute_reversal" -> LineKind.DISPUTE_REVERSAL;
      default -> LineKind.OTHER;
    };
  }

  private static boolean isRefund(LineKind kind) {
    return kind == LineKind.REFUND || kind == LineKind.REFUND_RETURN;
  }

  private static Optional<Money> fee(Money fee) {
    return Optional.of(fee).filter(charged -> !charged.isZero());
  }

  private static Money minor(JsonNode number, String currency) {
    if (!number.isIntegralNumber()) {
      throw new IllegalArgumentException("an amount is a whole number");
    }
    int decimals = WHOLE.contains(currency.toLowerCase(Locale.ROOT)) ? 0 : 2;
    var code = new CurrencyCode(currency.toUpperCase(Locale.ROOT));
    return Money.of(BigDecimal.valueOf(number.asLong(), decimals), code);
  }
}
