package app.dollr.settlement;

import app.dollr.values.CurrencyCode;
import app.dollr.values.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** How a gateway writes its statements. */
enum Format {
  PAWAPAY {
    @Override
    List<Line> read(String content) {
      return PawapayStatement.read(content);
    }
  },
  STRIPE {
    @Override
    List<Line> read(String content) {
      return StripeStatement.read(content);
    }
  };

  /**
   * The lines of a statement.
   *
   * @throws UnreadableStatement with where it cannot be read
   */
  abstract List<Line> read(String content);

  /** The name of the gateway. */
  String gateway() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Money money(BigDecimal amount, String currency) {
    var code = new CurrencyCode(currency.toUpperCase(Locale.ROOT));
    return Money.of(amount.stripTrailingZeros(), code);
  }
}
