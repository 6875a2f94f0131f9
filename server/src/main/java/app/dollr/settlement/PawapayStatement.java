package app.dollr.settlement;

import app.dollr.values.Money;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * pawaPay's statement of a wallet, as its dashboard and its API export it: <a
 * href="https://docs.pawapay.io/dashboard/finances/statements">one line for each transaction</a>
 * (read in November 2026).
 */
final class PawapayStatement {
  private static final List<List<String>> COLUMNS =
      List.of(
          List.of("type"),
          List.of("transaction id", "id"),
          List.of("currency"),
          List.of("amount"),
          List.of("creation date", "created"));

  private PawapayStatement() {}

  static List<Line> read(String content) {
    return Table.read(content, COLUMNS, PawapayStatement::line);
  }

  private static Line line(Table row) {
    var type = row.text("type").toUpperCase(Locale.ROOT).replace(' ', '_');
    var kind = kind(type);
    var id = row.id("transaction id", "id");
    var currency = row.currency("currency");
    var amount = signed(type, row.money("amount", currency));
    var fee =
        kind == LineKind.FEE
            ? Optional.of(amount.negated())
            : row.optionalMoney("fee", currency).map(PawapayStatement::positive);
    return new Line(
        kind + ":" + id,
        kind,
        amount,
        fee.filter(charged -> !charged.isZero()),
        Cell.key(id),
        row.optionalId("provider transaction id", "providertransactionid"),
        row.moment("creation date", "created"),
        row.optionalMoney("balance", currency));
  }

  private static LineKind kind(String type) {
    return switch (type) {
      case "DEPOSIT" -> LineKind.PAYMENT;
      case "PAYOUT" -> LineKind.PAYOUT;
      case "REFUND" -> LineKind.REFUND;
      case "FEE", "DEPOSIT_FEE", "PAYOUT_FEE", "REFUND_FEE" -> LineKind.FEE;
      case "WITHDRAWAL", "SETTLEMENT", "TOP_UP", "TOPUP" -> LineKind.BANK;
      default -> LineKind.OTHER;
    };
  }

  /** Exports may leave out the sign that the type says. */
  private static Money signed(String type, Money amount) {
    return switch (type) {
      case "DEPOSIT", "TOP_UP", "TOPUP" -> positive(amount);
      case "PAYOUT",
          "REFUND",
          "WITHDRAWAL",
          "SETTLEMENT",
          "FEE",
          "DEPOSIT_FEE",
          "PAYOUT_FEE",
          "REFUND_FEE" ->
          positive(amount).negated();
      default -> amount;
    };
  }

  private static Money positive(Money amount) {
    return amount.isNegative() ? amount.negated() : amount;
  }
}
