package app.dollr.settlement;

import app.dollr.values.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * pawaPay's statement of a wallet, as its dashboard and its API export it: <a
 * href="https://docs.pawapay.io/dashboard/finances/statements">one line for each transaction</a>
 * (read in November 2026).
 */
final class PawapayStatement {
  private PawapayStatement() {}

  static List<Line> read(String content) {
    return Table.read(content, PawapayStatement::line);
  }

  private static Line line(Table row) {
    var kind = kind(row.text("type"));
    var id = row.text("transaction id", "id");
    var currency = row.text("currency");
    var amount = Format.money(signed(kind, row.number("amount")), currency);
    var fee =
        kind == LineKind.FEE
            ? Optional.of(amount.negated())
            : row.optionalNumber("fee").map(charged -> Format.money(charged.abs(), currency));
    return new Line(
        kind + ":" + id,
        kind,
        amount,
        fee.filter(Money::isPositive),
        Table.key(id),
        row.optional("provider transaction id", "providertransactionid"),
        row.moment("creation date", "created"));
  }

  private static LineKind kind(String type) {
    return switch (type.toUpperCase(Locale.ROOT).replace(' ', '_')) {
      case "DEPOSIT" -> LineKind.PAYMENT;
      case "PAYOUT" -> LineKind.PAYOUT;
      case "REFUND" -> LineKind.REFUND;
      case "FEE", "DEPOSIT_FEE", "PAYOUT_FEE", "REFUND_FEE" -> LineKind.FEE;
      default -> LineKind.OTHER;
    };
  }

  /** Exports may leave out the sign that the type says. */
  private static BigDecimal signed(LineKind kind, BigDecimal amount) {
    return switch (kind) {
      case PAYMENT -> amount.abs();
      case PAYOUT, REFUND, FEE -> amount.abs().negate();
      case REFUND_RETURN, DISPUTE, DISPUTE_REVERSAL, OTHER -> amount;
    };
  }
}
