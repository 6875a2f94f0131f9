package app.dollr.values;

import static app.dollr.values.CurrencyCode.LRD;
import static app.dollr.values.CurrencyCode.RWF;
import static app.dollr.values.CurrencyCode.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MoneyTest {
  @Test
  void keepsTheScaleOfItsCurrency() {
    assertThat(Money.parse("250", USD).amount()).isEqualTo(new BigDecimal("250.00"));
    assertThat(Money.parse("250.5", LRD)).isEqualTo(new Money(25050, LRD));
    assertThat(Money.parse("250.00", RWF).amount()).isEqualTo(new BigDecimal("250"));
    assertThat(Money.parse("1E+2", RWF)).isEqualTo(new Money(100, RWF));
  }

  @Test
  void refusesMoreDecimalsThanTheCurrencyHas() {
    assertThatThrownBy(() -> Money.parse("0.001", USD))
        .hasMessage("amount has 3 decimals, USD has 2");
    assertThatThrownBy(() -> Money.parse("10.5", RWF))
        .hasMessage("amount has 1 decimals, RWF has 0");
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> Money.parse("99999999999999999999", USD))
        .hasMessageContaining("out of range");
    assertThatThrownBy(() -> new Money(Long.MAX_VALUE, USD).plus(new Money(1, USD)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> new Money(Long.MAX_VALUE, USD).times(2))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void neverMixesCurrencies() {
    var dollars = Money.parse("1", USD);
    var francs = Money.parse("1", RWF);
    assertThatThrownBy(() -> dollars.plus(francs)).hasMessage("USD 1.00 and RWF 1 do not mix");
    assertThatThrownBy(() -> dollars.minus(francs)).hasMessageContaining("do not mix");
    assertThatThrownBy(() -> dollars.compareTo(francs)).hasMessageContaining("do not mix");
  }

  @Test
  void roundsOnlyAsTold() {
    var amount = Money.parse("250", USD);
    var fee = new BigDecimal("0.0175");
    assertThat(amount.times(fee, RoundingMode.HALF_UP)).isEqualTo(Money.parse("4.38", USD));
    assertThat(amount.times(fee, RoundingMode.DOWN)).isEqualTo(Money.parse("4.37", USD));
    assertThatThrownBy(() -> amount.times(fee, RoundingMode.UNNECESSARY))
        .isInstanceOf(ArithmeticException.class);
  }

  @Property
  void splitLosesNothing(@ForAll long minor, @ForAll @IntRange(min = 1, max = 50) int parts) {
    var split = new Money(minor, USD).split(parts);
    assertThat(split).hasSize(parts);
    assertThat(split.stream().mapToLong(Money::minorUnits).sum()).isEqualTo(minor);
    long most = split.stream().mapToLong(Money::minorUnits).max().orElseThrow();
    long least = split.stream().mapToLong(Money::minorUnits).min().orElseThrow();
    assertThat(most - least).isBetween(0L, 1L);
  }

  @Property
  void isWhatItsTextSays(@ForAll long minor) {
    var money = new Money(minor, LRD);
    assertThat(Money.parse(money.amount().toPlainString(), LRD)).isEqualTo(money);
  }
}
