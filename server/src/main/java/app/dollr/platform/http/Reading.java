package app.dollr.platform.http;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.phone.Phones;
import app.dollr.values.CountryCode;
import app.dollr.values.CurrencyCode;
import app.dollr.values.Money;
import app.dollr.values.PaymentMethodId;
import app.dollr.values.PhoneNumber;
import app.dollr.values.ReferenceId;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One value of a request before it is known to be what it must be. Each method says what it must be
 * and notes the problem when it is not.
 */
public final class Reading {
  private static final int LONGEST_WORD = 255;
  private static final int LONGEST_URL = 2048;
  private static final long MOST_MINOR = 1_000_000_000_000_000L;
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,19}");
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private static final List<Function<String, Optional<Instant>>> TIME_FORMS =
      List.of(
          form(text -> OffsetDateTime.parse(text).toInstant()),
          form(text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC)),
          form(text -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)));

  private final Problems problems;
  private final List<Object> location;
  private final @Nullable JsonNode node;

  Reading(Problems problems, List<Object> location, @Nullable JsonNode node) {
    this.problems = problems;
    this.location = location;
    this.node = node;
  }

  /** Text of 1 to {@code longest} characters without control characters, other than line breaks. */
  public Field<String> text(int longest) {
    return text(1, longest);
  }

  /** Text of {@code shortest} to {@code longest} characters. */
  public Field<String> text(int shortest, int longest) {
    return convert(value -> {
      if (!value.isString()) {
        throw new Invalid(ErrorCode.NOT_A_TEXT);
      }
      return checkedText(value.stringValue(), shortest, longest);
    });
  }

  /** Text that matches a pattern as a whole. */
  public Field<String> matching(String pattern) {
    return text(0, LONGEST_WORD)
        .map(text -> {
          if (!text.matches(pattern)) {
            throw new Invalid(
                ErrorCode.PATTERN,
                "string does not match regex \"^%s$\"".formatted(pattern),
                Map.of("pattern", "^" + pattern + "$"));
          }
          return text;
        });
  }

  /** What stands for a card at the card gateway. */
  public Field<PaymentMethodId> paymentMethod() {
    return matching(PaymentMethodId.SHAPE).map(PaymentMethodId::new);
  }

  /** An integer from {@code least} to {@code most}; its digits in a text are accepted too. */
  public Field<Long> integer(long least, long most) {
    return convert(value -> inRange(integer(value), least, most));
  }

  /** The id of something, as a number or a text of digits. */
  public Field<Long> id() {
    return integer(1, Long.MAX_VALUE);
  }

  /** An exact decimal number; its digits in a text are accepted too. */
  public Field<BigDecimal> decimal() {
    return convert(value -> {
      if (value.isNumber()) {
        return value.decimalValue();
      }
      if (value.isString() && DECIMAL.matcher(value.stringValue()).matches()) {
        return new BigDecimal(value.stringValue());
      }
      throw new Invalid(ErrorCode.NOT_A_NUMBER);
    });
  }

  /**
   * An exact decimal number above zero and at most 10^15, whose scale only something else tells.
   */
  public Field<BigDecimal> positiveDecimal() {
    return decimal()
        .map(number -> {
          if (number.signum() <= 0) {
            throw new Invalid(
                ErrorCode.TOO_SMALL,
                "ensure this value is greater than or equal to 0.01",
                Map.of("limit_value", new BigDecimal("0.01")));
          }
          if (number.compareTo(BigDecimal.valueOf(MOST_MINOR)) > 0) {
            throw new Invalid(ErrorCode.AMOUNT_TOO_LARGE);
          }
          return number;
        });
  }

  /**
   * An amount above zero and at most 10^15 minor units, with no more decimals than its currency
   * has.
   *
   * @param currency where it is not known, because it is wrong itself, the amount is not looked at
   */
  public Field<Money> amount(Optional<CurrencyCode> currency) {
    var number = decimal();
    return currency
        .map(known -> number.map(amount -> amount(amount, known)))
        .orElseGet(() -> new Field<>(problems, location, null));
  }

  public Field<Boolean> flag() {
    return convert(value -> {
      if (!value.isBoolean()) {
        throw new Invalid(ErrorCode.NOT_A_BOOLEAN);
      }
      return value.booleanValue();
    });
  }

  /** One of the words of an enumeration, in its exact case. */
  public <E extends Enum<E>> Field<E> word(Class<E> words) {
    return word(words, List.of(words.getEnumConstants()));
  }

  /** One of some words of an enumeration, in its exact case. */
  public <E extends Enum<E>> Field<E> word(Class<E> words, List<E> allowed) {
    return convert(value -> {
      if (!value.isString()) {
        throw new Invalid(ErrorCode.NOT_A_TEXT);
      }
      return allowed.stream()
          .filter(word -> word.name().equals(value.stringValue()))
          .findFirst()
          .orElseThrow(() -> notAWord(allowed));
    });
  }

  /** A moment, to the second; without an offset it is UTC, without a time it is midnight. */
  public Field<Instant> moment() {
    return convert(value -> {
      if (!value.isString()) {
        throw new Invalid(ErrorCode.NOT_A_TIME);
      }
      var moment = moment(value.stringValue());
      if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
        throw new Invalid(ErrorCode.NOT_A_TIME);
      }
      return moment.truncatedTo(ChronoUnit.SECONDS);
    });
  }

  /** A country, as an alpha-2 or alpha-3 code in any case. */
  public Field<CountryCode> country() {
    return text(LONGEST_WORD)
        .map(text -> value(text, CountryCode::parse, ErrorCode.COUNTRY_INVALID));
  }

  /** A currency, in any case; whether the platform handles it is not looked at here. */
  public Field<CurrencyCode> currency() {
    return text(LONGEST_WORD)
        .map(text -> value(text, CurrencyCode::parse, ErrorCode.CURRENCY_UNSUPPORTED));
  }

  /** A currency written as {@code pattern} says. */
  public Field<CurrencyCode> currency(String pattern) {
    return matching(pattern)
        .map(text -> value(text, CurrencyCode::parse, ErrorCode.CURRENCY_UNSUPPORTED));
  }

  /**
   * A phone number as people write them.
   *
   * @param country whose national form is understood too
   */
  public Field<PhoneNumber> phone(Optional<CountryCode> country) {
    return text(LONGEST_WORD)
        .map(text ->
            Phones.read(text, country).orElseThrow(() -> new Invalid(ErrorCode.PHONE_INVALID)));
  }

  /**
   * The absolute URL of a web page, without user info.
   *
   * @param secureOnly whether it has to be https
   */
  public Field<String> url(boolean secureOnly) {
    return text(LONGEST_URL).map(text -> url(text, secureOnly));
  }

  /** A reference: a version-4 UUID. */
  public Field<ReferenceId> reference() {
    return text(LONGEST_WORD).map(text -> value(text, ReferenceId::parse, ErrorCode.NOT_A_UUID));
  }

  /** A JSON object. */
  public Fields object() {
    if (node != null && !node.isObject()) {
      problems.add(location, new Invalid(ErrorCode.NOT_AN_OBJECT));
      return new Fields(problems, location, null);
    }
    return new Fields(problems, location, node);
  }

  /** Whether it is a JSON list, empty or not. */
  public boolean isList() {
    return node != null && node.isArray();
  }

  /** A list of up to {@code most} texts. */
  public Field<List<String>> texts(int most) {
    return convert(value -> {
      if (!value.isArray()) {
        throw new Invalid(ErrorCode.NOT_A_LIST);
      }
      if (value.size() > most) {
        throw new Invalid(
            ErrorCode.TOO_LONG,
            "ensure this value has at most %d items".formatted(most),
            Map.of("limit_value", most));
      }
      List<String> texts = new ArrayList<>();
      for (var item : value) {
        if (!item.isString()) {
          throw new Invalid(ErrorCode.NOT_A_TEXT);
        }
        texts.add(item.stringValue());
      }
      return List.copyOf(texts);
    });
  }

  /** A list of up to {@code most} JSON objects. */
  public List<Fields> objects(int most, ErrorCode tooMany) {
    if (node == null) {
      return List.of();
    }
    if (!node.isArray()) {
      problems.add(location, new Invalid(ErrorCode.NOT_A_LIST));
      return List.of();
    }
    if (node.size() > most) {
      problems.add(location, new Invalid(tooMany));
      return List.of();
    }
    List<Fields> objects = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      List<Object> place = new ArrayList<>(location);
      place.add(i);
      objects.add(new Reading(problems, List.copyOf(place), node.get(i)).object());
    }
    return List.copyOf(objects);
  }

  private static <T> T value(String text, Function<String, T> parser, ErrorCode otherwise) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new Invalid(otherwise);
    }
  }

  private <T> Field<T> convert(Function<JsonNode, T> conversion) {
    return new Field<>(problems, location, node).map(conversion);
  }

  private static Money amount(BigDecimal amount, CurrencyCode currency) {
    var least = new Money(1, currency).amount();
    if (amount.compareTo(least) < 0) {
      throw new Invalid(
          ErrorCode.TOO_SMALL,
          "ensure this value is greater than or equal to %s".formatted(least.toPlainString()),
          Map.of("limit_value", least));
    }
    if (amount.compareTo(new Money(MOST_MINOR, currency).amount()) > 0) {
      throw new Invalid(ErrorCode.AMOUNT_TOO_LARGE);
    }
    try {
      return Money.of(amount, currency);
    } catch (IllegalArgumentException e) {
      throw new Invalid(
          ErrorCode.TOO_MANY_DECIMALS,
          String.valueOf(e.getMessage()),
          Map.of("decimal_places", currency.decimals()));
    }
  }

  private static String checkedText(String text, int shortest, int longest) {
    int length = text.codePointCount(0, text.length());
    if (length < shortest) {
      throw new Invalid(
          ErrorCode.TOO_SHORT,
          "ensure this value has at least %d characters".formatted(shortest),
          Map.of("limit_value", shortest));
    }
    if (length > longest) {
      throw new Invalid(
          ErrorCode.TOO_LONG,
          "ensure this value has at most %d characters".formatted(longest),
          Map.of("limit_value", longest));
    }
    if (text.codePoints().anyMatch(Reading::unstorable)) {
      throw new Invalid(ErrorCode.CHARACTERS);
    }
    return text;
  }

  private static boolean unstorable(int codePoint) {
    boolean lineBreak = codePoint == '\n' || codePoint == '\r' || codePoint == '\t';
    boolean loneSurrogate = Character.getType(codePoint) == Character.SURROGATE;
    return loneSurrogate || (Character.isISOControl(codePoint) && !lineBreak);
  }

  private static long integer(JsonNode value) {
    try {
      if (value.isNumber()) {
        return value.decimalValue().longValueExact();
      }
      if (value.isString() && INTEGER.matcher(value.stringValue()).matches()) {
        return Long.parseLong(value.stringValue());
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw new Invalid(ErrorCode.NOT_AN_INTEGER);
    }
    throw new Invalid(ErrorCode.NOT_AN_INTEGER);
  }

  private static long inRange(long value, long least, long most) {
    if (value < least) {
      throw new Invalid(
          ErrorCode.TOO_SMALL,
          "ensure this value is greater than or equal to %d".formatted(least),
          Map.of("limit_value", least));
    }
    if (value > most) {
      throw new Invalid(
          ErrorCode.TOO_LARGE,
          "ensure this value is less than or equal to %d".formatted(most),
          Map.of("limit_value", most));
    }
    return value;
  }

  private static <E extends Enum<E>> Invalid notAWord(List<E> allowed) {
    var names = allowed.stream().map(Enum::name).toList();
    var quoted = names.stream().map("'%s'"::formatted).toList();
    return new Invalid(
        ErrorCode.NOT_A_WORD,
        "value is not a valid enumeration member; permitted: " + String.join(", ", quoted),
        Map.of("enum_values", names));
  }

  private static String url(String text, boolean secureOnly) {
    var url = value(text, URI::create, ErrorCode.URL_INVALID);
    boolean secure = "https".equals(url.getScheme());
    boolean web = secure || (!secureOnly && "http".equals(url.getScheme()));
    if (!web || url.getHost() == null || url.getRawUserInfo() != null) {
      throw new Invalid(ErrorCode.URL_INVALID);
    }
    return text;
  }

  private static Instant moment(String text) {
    var iso = text.replace(' ', 'T');
    return TIME_FORMS.stream()
        .flatMap(form -> form.apply(iso).stream())
        .findFirst()
        .orElseThrow(() -> new Invalid(ErrorCode.NOT_A_TIME));
  }

  private static Function<String, Optional<Instant>> form(Function<String, Instant> parser) {
    return text -> {
      try {
        return Optional.of(parser.apply(text));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    };
  }
}
