package app.dollr.paypage;

import app.dollr.values.CountryCode;
import app.dollr.values.CurrencyCode;
import app.dollr.wire.PaymentMethod;
import java.util.Locale;
import java.util.Optional;

/**
 * What a payer has filled in so far.
 *
 * @param card whether he wants to pay by card
 * @param country whose numbers the phone is one of, if it is written without a prefix
 * @param phone as he typed it
 * @param method the operator that is ticked
 * @param guessed the operator that the page had ticked for him; another one is his own choice
 * @param currency he wants to pay in
 */
record Filled(
    boolean card,
    Optional<CountryCode> country,
    String phone,
    Optional<PaymentMethod> method,
    Optional<PaymentMethod> guessed,
    Optional<CurrencyCode> currency) {
  static final Filled NOTHING =
      new Filled(false, Optional.empty(), "", Optional.empty(), Optional.empty(), Optional.empty());

  private static final int FIELDS = 6;

  /** The operator he has ticked himself. */
  Optional<PaymentMethod> chosen() {
    return method.equals(guessed) ? Optional.empty() : method;
  }

  String written() {
    return String.join(
        "\n",
        Boolean.toString(card),
        country.map(CountryCode::code).orElse(""),
        phone.replace('\n', ' '),
        method.map(Enum::name).orElse(""),
        guessed.map(Enum::name).orElse(""),
        currency.map(CurrencyCode::code).orElse(""));
  }

  /**
   * @throws IllegalArgumentException when it is none
   */
  static Filled read(String written) {
    var parts = written.split("\n", FIELDS);
    return new Filled(
        Boolean.parseBoolean(parts[0]),
        country(parts[1]),
        parts[2],
        method(parts[3]),
        method(parts[4]),
        currency(parts[5]));
  }

  /** A country by its two letters; none where they are no such. */
  static Optional<CountryCode> country(String code) {
    try {
      return code.isEmpty() ? Optional.empty() : Optional.of(new CountryCode(code));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static Optional<PaymentMethod> method(String name) {
    try {
      return name.isEmpty()
          ? Optional.empty()
          : Optional.of(PaymentMethod.valueOf(name.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static Optional<CurrencyCode> currency(String code) {
    try {
      return code.isEmpty() ? Optional.empty() : Optional.of(new CurrencyCode(code));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
