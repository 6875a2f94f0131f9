package app.dollr.executions;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.values.CurrencyCode;
import app.dollr.values.Money;
import java.math.BigDecimal;

/** The reading of a refund's amount, whose currency only the refunded payment tells. */
final class RefundAmount {
  private RefundAmount() {}

  static Money of(BigDecimal amount, CurrencyCode currency) {
    try {
      return Money.of(amount, currency);
    } catch (IllegalArgumentException e) {
      throw Refused.body("amount", ErrorCode.TOO_MANY_DECIMALS, String.valueOf(e.getMessage()));
    }
  }
}
