package app.dollr.settlement;

import app.dollr.platform.json.Json;
import app.dollr.values.CurrencyCode;
import app.dollr.values.Money;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
  private static final List<List<String>> COLUMNS =
      List.of(
          List.of("balance_transaction_id"),
          List.of("created_utc", "created"),
          List.of("currency"),
          List.of("gross"),
          List.of("fee"),
          List.of("reporting_category"),
          List.of("source_id"),
          List.of("payment_intent_id"));

  /** The currencies that Stripe counts in whole units. */
  private static final Set<String> WHOLE =
      Set.of(
          "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "UGX", "VND", "VUV",
          "XAF", "XOF", "XPF");

  private StripeStatement() {}

  static List<Line> read(String content) {
    var text = content.strip();
    return text.startsWith("{") || text.startsWith("[") ? json(text) : csv(text);
  }

  private static List<Line> csv(String text) {
    return Table.read(
        text,
        COLUMNS,
        row -> {
          var kind = kind(row.text("reporting_category"));
          var currency = row.currency("currency");
          var key =
              row.optional(
                  isRefund(kind)
                      ? "refund_metadata[" + KEY + "]"
                      : "payment_metadata[" + KEY + "]");
          var amount = row.money("gross", currency);
          return new Line(
              row.id("balance_transaction_id"),
              kind,
              amount,
              fee(kind, amount, row.money("fee", currency)),
              key.flatMap(Cell::key),
              transaction(kind, row.optionalId("payment_intent_id"), row.optionalId("source_id")),
              row.moment("created_utc", "created"),
              Optional.empty());
        });
  }

  private static List<Line> json(String text) {
    try {
      var tree = Json.mapper().readTree(text);
      var data = tree.isArray() ? tree : tree.path("data");
      if (!data.isArray()) {
        throw new UnreadableStatement("it is no list of balance transactions");
      }
      if (data.size() > Format.MOST_LINES) {
        throw new UnreadableStatement(Format.TOO_LONG);
      }
      List<Line> lines = new ArrayList<>();
      for (var node : data) {
        lines.add(line(lines.size() + 1, node));
      }
      return lines;
    } catch (JacksonException e) {
      throw new UnreadableStatement("it is no JSON: " + e.getOriginalMessage());
    }
  }

  private static Line line(int place, JsonNode node) {
    try {
      return line(node);
    } catch (IllegalArgumentException | DateTimeException e) {
      var id = node.path("id").asString("without an id");
      throw new UnreadableStatement(
          "entry %d, %s: %s".formatted(place, Cell.shown(id), e.getMessage()));
    }
  }

  private static Line line(JsonNode node) {
    var kind = kind(node.path("reporting_category").asString(node.path("type").asString("")));
    var currency = field(node, "currency", Cell::currency);
    var source = node.path("source");
    var amount = minor(node, "amount", currency);
    return new Line(
        field(node, "id", Cell::id),
        kind,
        amount,
        fee(kind, amount, minor(node, "fee", currency)),
        key(source),
        transaction(kind, optionalId(source.path("payment_intent")), source(source)),
        Cell.plausible(Instant.ofEpochSecond(whole(node, "created"))),
        Optional.empty());
  }

  private static Optional<UUID> key(JsonNode source) {
    return Cell.key(source.path("metadata").path(KEY).asString(""));
  }

  private static Optional<String> source(JsonNode source) {
    return optionalId(source.isObject() ? source.path("id") : source);
  }

  private static Optional<String> optionalId(JsonNode node) {
    return node.stringValueOpt().filter(text -> !text.isEmpty()).map(Cell::id);
  }

  /** By what the execution knows it: its PaymentIntent, its refund, its dispute. */
  private static Optional<String> transaction(
      LineKind kind, Optional<String> intent, Optional<String> source) {
    return kind == LineKind.PAYMENT ? intent : source;
  }

  private static LineKind kind(String category) {
    return switch (category) {
      case "charge", "payment" -> LineKind.PAYMENT;
      case "refund", "payment_refund" -> LineKind.REFUND;
      case "refund_failure", "payment_failure_refund" -> LineKind.REFUND_RETURN;
      case "dispute" -> LineKind.DISPUTE;
      case "dispute_reversal" -> LineKind.DISPUTE_REVERSAL;
      case "payout", "payout_reversal", "topup", "topup_reversal" -> LineKind.BANK;
      case "fee", "network_cost", "tax" -> LineKind.FEE;
      default -> LineKind.OTHER;
    };
  }

  private static boolean isRefund(LineKind kind) {
    return kind == LineKind.REFUND || kind == LineKind.REFUND_RETURN;
  }

  /** What a line is charged; one that is a charge itself says so in its amount. */
  private static Optional<Money> fee(LineKind kind, Money amount, Money fee) {
    var charged = kind == LineKind.FEE ? amount.negated().plus(fee) : fee;
    return Optional.of(charged).filter(some -> !some.isZero());
  }

  /** What reads a field. */
  private interface Reader<T> {
    T read(String text);
  }

  private static <T> T field(JsonNode node, String name, Reader<T> reader) {
    try {
      return reader.read(node.path(name).asString(""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static Money minor(JsonNode node, String name, String currency) {
    int decimals = WHOLE.contains(currency) ? 0 : 2;
    return Money.of(BigDecimal.valueOf(whole(node, name), decimals), new CurrencyCode(currency));
  }

  private static long whole(JsonNode node, String name) {
    var number = node.path(name);
    if (!number.isIntegralNumber() || !number.canConvertToLong()) {
      throw new IllegalArgumentException("%s: it is no whole number".formatted(name));
    }
    return number.longValue();
  }
}
