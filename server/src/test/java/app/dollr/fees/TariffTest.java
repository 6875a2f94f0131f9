package app.dollr.fees;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.values.CurrencyCode;
import app.dollr.values.Money;
import app.dollr.wire.FeeBearer;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows of the contract's decisions, which were worked by hand. */
class TariffTest {
  private static final FxRates RATES =
      new FxRates(
          Map.of(
              CurrencyCode.LRD, new BigDecimal("190.00"),
              CurrencyCode.RWF, new BigDecimal("1450")));

  @ParameterizedTest(name = "{0} {1} {2} by {3} in {4}")
  @CsvSource({
    // currency, base, bearer, gateway %, payer's currency and decimals:
    // platform, gateway, fx fee; payer pays, wallet gets, rounding
    "USD, 250,    PAYER, 1.75, USD, 2, 2.50, 4.38, 0,    256.88,   250.00, 0",
    "USD, 250,    PAYER, 1.75, LRD, 2, 2.50, 4.38, 3.75, 49519.70, 250.00, 0",
    "USD, 33.33,  PAYEE, 1.75, LRD, 2, 0.33, 0.58, 0.50, 6332.70,  31.92,  0",
    "USD, 33.33,  PAYER, 1.80, RWF, 0, 0.33, 0.60, 0.50, 50402,    33.33,  0",
    "RWF, 1001,   PAYEE, 1.80, RWF, 0, 10,   18,   0,    1001,     973,    0",
    "LRD, 100.50, PAYER, 1.75, LRD, 0, 1.01, 1.76, 0,    104,      100.50, 0.73",
  })
  void mobileMoneyCostsWhatWasWorkedByHand(
      String currency,
      BigDecimal base,
      FeeBearer bearer,
      BigDecimal gatewayPercentage,
      String payerCurrency,
      int payerDecimals,
      BigDecimal platform,
      BigDecimal gateway,
      BigDecimal fx,
      BigDecimal pays,
      BigDecimal gets,
      BigDecimal rounding) {
    var tariff = tariff("1.00", new Charge(gatewayPercentage, Optional.empty()));
    var code = new CurrencyCode(currency);
    var quote =
        tariff.collection(
            Money.of(base, code), new CurrencyCode(payerCurrency), payerDecimals, bearer);
    assertThat(quote.platformFee()).isEqualTo(Money.of(platform, code));
    assertThat(quote.gatewayFee()).isEqualTo(Money.of(gateway, code));
    assertThat(quote.fxFee()).isEqualTo(Money.of(fx, code));
    assertThat(quote.payer()).isEqualTo(Money.of(pays, new CurrencyCode(payerCurrency)));
    assertThat(quote.payee()).isEqualTo(Money.of(gets, code));
    assertThat(quote.rounding()).isEqualTo(Money.of(rounding, code));
  }

  @ParameterizedTest
  @CsvSource({
    "LRD, 10000, 100, 347, 150, 55.77, 10000, -0.70",
    "RWF, 10000, 100, 725, 150, 7.57,  10000, 2",
  })
  void aCardWithAFixedFeeCostsWhatWasWorkedByHand(
      String currency,
      BigDecimal base,
      BigDecimal platform,
      BigDecimal gateway,
      BigDecimal fx,
      BigDecimal pays,
      BigDecimal gets,
      BigDecimal rounding) {
    var card =
        new Charge(new BigDecimal("2.90"), Optional.of(Money.parse("0.30", CurrencyCode.USD)));
    var code = new CurrencyCode(currency);
    var quote =
        tariff("1.00", card).collection(Money.of(base, code), CurrencyCode.USD, 2, FeeBearer.PAYER);
    assertThat(quote.platformFee()).isEqualTo(Money.of(platform, code));
    assertThat(quote.gatewayFee()).isEqualTo(Money.of(gateway, code));
    assertThat(quote.fxFee()).isEqualTo(Money.of(fx, code));
    assertThat(quote.payer()).isEqualTo(Money.of(pays, CurrencyCode.USD));
    assertThat(quote.payee()).isEqualTo(Money.of(gets, code));
    assertThat(quote.rounding()).isEqualTo(Money.of(rounding, code));
  }

  @Test
  void aPayoutIsBorneByThePayer() {
    var quote =
        tariff("0.50", new Charge(new BigDecimal("1.00"), Optional.empty()))
            .outgoing(Money.parse("100", CurrencyCode.USD));
    assertThat(quote.payer()).isEqualTo(Money.parse("101.50", CurrencyCode.USD));
    assertThat(quote.payee()).isEqualTo(Money.parse("100.00", CurrencyCode.USD));
    assertThat(quote.fees()).isEqualTo(Money.parse("1.50", CurrencyCode.USD));
  }

  @Test
  void aRateIsShownWithTenSignificantDigits() {
    assertThat(RATES.shown(CurrencyCode.USD, CurrencyCode.LRD).toPlainString()).isEqualTo("190");
    assertThat(RATES.shown(CurrencyCode.LRD, CurrencyCode.USD).toPlainString())
        .isEqualTo("0.005263157895");
    assertThat(RATES.shown(CurrencyCode.LRD, CurrencyCode.RWF).toPlainString())
        .isEqualTo("7.631578947");
  }

  private static Tariff tariff(String platformPercentage, Charge gateway) {
    return new Tariff(
        new Charge(new BigDecimal(platformPercentage), Optional.empty()),
        gateway,
        new BigDecimal("1.50"),
        RATES);
  }
}
