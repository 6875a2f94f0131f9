package app.dollr.cli;

import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers as people write them: {@code 250} or {@code 1.75}; none is below zero. */
class Decimals implements ITypeConverter<BigDecimal> {
  @Override
  public BigDecimal convert(String text) {
    if (!text.matches("\\d{1,16}(\\.\\d{1,16})?")) {
      throw new TypeConversionException("'%s' is no number such as 250.00".formatted(text));
    }
    return new BigDecimal(text);
  }

  /** Amounts to move, which nothing is done for unless they are more than zero. */
  static final class AboveZero extends Decimals {
    @Override
    public BigDecimal convert(String text) {
      var amount = super.convert(text);
      if (amount.signum() == 0) {
        throw new TypeConversionException("an amount above zero is needed");
      }
      return amount;
    }
  }
}
