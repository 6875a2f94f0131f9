package app.dollr.settlement;

import app.dollr.values.CurrencyCode;
import app.dollr.values.Money;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** What stands in a statement, read from text; what it cannot be is refused in words. */
final class Cell {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:/-]{0,254}");
  private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,15}(\\.\\d{1,6})?");
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
  private static final int LONGEST_SHOWN = 60;

  private Cell() {}

  /** By what a gateway knows something: letters, digits and a few signs. */
  static String id(String text) {
    if (!ID.matcher(text).matches()) {
      throw new IllegalArgumentException("'%s' is no id".formatted(shown(text)));
    }
    return text;
  }

  /** The name of a currency, in upper case. */
  static String currency(String text) {
    var name = text.toUpperCase(Locale.ROOT);
    try {
      return new CurrencyCode(name).code();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'%s' is no currency".formatted(shown(text)), e);
    }
  }

  /** An amount as people write it, with a point. */
  static Money money(String text, String currency) {
    if (!AMOUNT.matcher(text).matches()) {
      throw new IllegalArgumentException("'%s' is no amount".formatted(shown(text)));
    }
    return Money.of(new BigDecimal(text).stripTrailingZeros(), new CurrencyCode(currency));
  }

  /** A time, in UTC unless it says otherwise. */
  static Instant moment(String text) {
    try {
      var iso = text.replace(' ', 'T');
      return plausible(
          iso.endsWith("Z")
              ? Instant.parse(iso)
              : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'%s' is no time".formatted(shown(text)), e);
    }
  }

  /** A time within this century. */
  static Instant plausible(Instant moment) {
    if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
      throw new DateTimeException("%s is out of range".formatted(moment));
    }
    return moment;
  }

  /** A key of ours; empty for what is none. */
  static Optional<UUID> key(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What somebody has written, fit to be told back. */
  static String shown(String text) {
    var plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= LONGEST_SHOWN ? plain : plain.substring(0, LONGEST_SHOWN) + "…";
  }
}
