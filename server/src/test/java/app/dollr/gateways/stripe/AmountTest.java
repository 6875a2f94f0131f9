package app.dollr.gateways.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.values.CurrencyCode;
import app.dollr.values.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {
  @ParameterizedTest
  @CsvSource({
    "10.99, USD, 1099, usd",
    "0.50, USD, 50, usd",
    "49519.70, LRD, 4951970, lrd",
    "50402, RWF, 50402, rwf",
    "1, RWF, 1, rwf",
    "5.124, KWD, 5124, kwd",
  })
  void countsInTheUnitThatStripeKnows(String amount, String code, long number, String currency) {
    var money = Money.parse(amount, new CurrencyCode(code));
    assertThat(Amount.of(money)).isEqualTo(number);
    assertThat(Amount.currency(money)).isEqualTo(currency);
    assertThat(Amount.of(number, currency)).isEqualTo(money);
  }
}
