package app.dollr.cli;

import java.math.BigDecimal;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Money to put into a wallet, written {@code USD:1000}.
 *
 * @param amount in major units of {@code currency}
 */
record Funds(String currency, BigDecimal amount) {
  /** Reads it from an option. */
  static final class Converter implements ITypeConverter<Funds> {
    @Override
    public Funds convert(String text) {
      if (!text.matches("[A-Za-z]{3}:\\d{1,15}(\\.\\d{1,4})?")) {
        throw new TypeConversionException("'%s' is no amount such as USD:1000".formatted(text));
      }
      var parts = text.split(":", 2);
      return new Funds(parts[0].toUpperCase(Locale.ROOT), new BigDecimal(parts[1]));
    }
  }
}
