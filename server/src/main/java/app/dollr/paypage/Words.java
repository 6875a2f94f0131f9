package app.dollr.paypage;

import app.dollr.documents.DocumentKind;
import app.dollr.executions.Execution;
import app.dollr.gateways.Instrument;
import app.dollr.platform.phone.Phones;
import app.dollr.routing.Prompt;
import app.dollr.routing.Rail;
import app.dollr.values.CountryCode;
import app.dollr.values.CurrencyCode;
import app.dollr.values.Money;
import app.dollr.values.PhoneNumber;
import app.dollr.wire.PaymentMethod;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The words of the pages in one reader's language, and the forms of his amounts and dates. */
final class Words {
  /** Both Liberian currencies are called dollar there, so neither is shown as a bare sign. */
  private static final Map<CurrencyCode, String> SIGNS =
      Map.of(CurrencyCode.USD, "US$", CurrencyCode.LRD, "L$");

  private static final ZoneId MONROVIA = ZoneId.of("Africa/Monrovia");
  private static final ZoneId KIGALI = ZoneId.of("Africa/Kigali");

  private static final int SHOWN_DIGITS = 3;

  private final Properties texts;
  private final Locale locale;
  private final Function<PaymentMethod, Optional<Prompt>> prompts;

  /**
   * @param locale of the language of {@code texts}, with the reader's own region
   * @param prompts how operators say that they ask payers, which counts before the texts
   */
  Words(Properties texts, Locale locale, Function<PaymentMethod, Optional<Prompt>> prompts) {
    this.texts = texts;
    this.locale = locale;
    this.prompts = prompts;
  }

  /** The language's two letters. */
  String language() {
    return locale.getLanguage();
  }

  /** The text under {@code key}, its {@code {0}}, {@code {1}} … replaced. */
  String of(String key, Object... arguments) {
    var text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalStateException("no words for %s in %s".formatted(key, locale));
    }
    for (int i = 0; i < arguments.length; i++) {
      text = text.replace("{" + i + "}", String.valueOf(arguments[i]));
    }
    return text;
  }

  String method(PaymentMethod method) {
    return of("method." + method);
  }

  String method(Rail rail) {
    return method(rail.method());
  }

  /** What the document is called: {@code Invoice INV-2026-00042}. */
  String document(DocumentKind kind, String number) {
    return of("document." + kind, number);
  }

  /** A country and what its numbers begin with, short enough for a phone: {@code LR +231}. */
  String prefixed(CountryCode country) {
    return "%s %s".formatted(country.code(), prefix(country));
  }

  String prefix(CountryCode country) {
    return "+" + Phones.prefix(country);
  }

  /** The end of the phone number that pays; its owner knows it again. */
  Optional<String> phone(Execution payment) {
    return lastDigits(payment).map("••• "::concat);
  }

  private static Optional<String> lastDigits(Execution payment) {
    return payment
        .route()
        .reach()
        .flatMap(reach -> number(reach.instrument()))
        .map(PhoneNumber::digits)
        .map(digits -> digits.substring(digits.length() - SHOWN_DIGITS));
  }

  private static Optional<PhoneNumber> number(Instrument instrument) {
    return switch (instrument) {
      case Instrument.Phone wallet -> Optional.of(wallet.number());
      case Instrument.Card card -> Optional.empty();
    };
  }

  /** With what an attempt was made: {@code Orange Money ••• 039}. */
  String attempted(Execution attempt) {
    var method = method(attempt.route().method());
    return phone(attempt).map(phone -> method + " " + phone).orElse(method);
  }

  /** Why an attempt has failed. */
  String failure(Execution failed) {
    var key = "failure." + failed.word().code().orElse("");
    return of(texts.containsKey(key) ? key : "failure", method(failed.route().method()));
  }

  /** What is waited for. */
  String waiting(Execution payment) {
    var amount = money(payment.amounts().payer());
    return lastDigits(payment)
        .map(phone -> of("waiting.text", method(payment.route().method()), amount, phone))
        .orElseGet(() -> of("waiting.text.card", amount));
  }

  String currency(CurrencyCode currency) {
    var key = "currency." + currency.code();
    return texts.containsKey(key)
        ? of(key)
        : Currency.getInstance(currency.code()).getDisplayName(locale);
  }

  /** An amount as the reader writes it, its currency beyond doubt. */
  String money(Money money) {
    var format = (DecimalFormat) NumberFormat.getCurrencyInstance(locale);
    var code = money.currency().code();
    format.setCurrency(Currency.getInstance(code));
    var symbols = format.getDecimalFormatSymbols();
    symbols.setCurrencySymbol(SIGNS.getOrDefault(money.currency(), code + "\u00a0"));
    format.setDecimalFormatSymbols(symbols);
    format.setMinimumFractionDigits(money.currency().decimals());
    format.setMaximumFractionDigits(money.currency().decimals());
    return format.format(money.amount()).replace("\u00a0\u00a0", "\u00a0").strip();
  }

  /** A number that is no amount, with the decimals it has. */
  String number(BigDecimal number) {
    var format = NumberFormat.getNumberInstance(locale);
    format.setMaximumFractionDigits(Math.max(0, number.scale()));
    return format.format(number);
  }

  /** A day, where the payers of a currency live. */
  String day(Instant moment, CurrencyCode currency) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .withLocale(locale)
        .format(moment.atZone(zone(currency)));
  }

  /** A moment, where the payers of a currency live. */
  String moment(Instant moment, CurrencyCode currency) {
    var there = moment.atZone(zone(currency));
    var text =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
            .withLocale(locale)
            .format(there);
    return text + " " + DateTimeFormatter.ofPattern("zzz", locale).format(there);
  }

  /** The short code to dial when an operator's question does not come; null where unknown. */
  @Nullable String shortCode(PaymentMethod method) {
    var prompt = prompts.apply(method);
    return prompt.isPresent()
        ? prompt.get().code().orElse(null)
        : texts.getProperty("code." + method);
  }

  /** Whether the payer has to dial, for the phone does not ask by itself. */
  boolean dialsByHand(PaymentMethod method) {
    return prompts.apply(method).filter(Prompt::byHand).isPresent();
  }

  /** What the operator says to do to be asked, in the reader's language, else in English. */
  List<String> dialing(PaymentMethod method) {
    var steps = prompts.apply(method).map(Prompt::steps).orElse(Map.of());
    return steps.getOrDefault(language(), steps.getOrDefault("en", List.of()));
  }

  private static ZoneId zone(CurrencyCode currency) {
    return currency.equals(CurrencyCode.RWF) ? KIGALI : MONROVIA;
  }
}
