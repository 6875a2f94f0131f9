package app.dollr.platform.phone;

import app.dollr.values.CountryCode;
import app.dollr.values.PhoneNumber;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToCarrierMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Phone numbers, read and looked up with libphonenumber's data. */
public final class Phones {
  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
  private static final PhoneNumberToCarrierMapper CARRIERS =
      PhoneNumberToCarrierMapper.getInstance();

  private Phones() {}

  /**
   * The number that {@code text} means: international digits with or without a plus sign, or, where
   * the country is known, its national form; spaces, dashes, dots and brackets do not matter. Empty
   * when no number of a possible length comes of it.
   */
  public static Optional<PhoneNumber> read(String text, Optional<CountryCode> country) {
    var compact = text.strip();
    var international = compact.startsWith("+") ? compact : "+" + compact;
    return parse(international, null)
        .or(() -> country.flatMap(known -> parse(compact, known.code())));
  }

  /** The country whose numbering plan the number is of, where one can be told. */
  public static Optional<CountryCode> country(PhoneNumber phone) {
    return number(phone)
        .map(NUMBERS::getRegionCodeForNumber)
        .filter(region -> region.matches("[A-Z]{2}"))
        .map(CountryCode::new);
  }

  /** The operator the number was first given to, in English; empty when unknown. */
  public static Optional<String> carrier(PhoneNumber phone) {
    return number(phone)
        .map(parsed -> CARRIERS.getNameForNumber(parsed, Locale.ENGLISH))
        .filter(name -> !name.isEmpty());
  }

  /** What numbers of a country begin with, such as {@code 231}. */
  public static int prefix(CountryCode country) {
    return NUMBERS.getCountryCodeForRegion(country.code());
  }

  private static Optional<PhoneNumber> parse(String text, @Nullable String region) {
    try {
      var number = NUMBERS.parse(text, region);
      if (!NUMBERS.isPossibleNumber(number) || number.hasExtension()) {
        return Optional.empty();
      }
      return Optional.of(
          new PhoneNumber(NUMBERS.format(number, PhoneNumberFormat.E164).substring(1)));
    } catch (NumberParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Phonenumber.PhoneNumber> number(PhoneNumber phone) {
    try {
      return Optional.of(NUMBERS.parse("+" + phone.digits(), null));
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }
}
