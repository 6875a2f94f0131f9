package app.dollr.paypage;

import app.dollr.documents.Document;
import app.dollr.fees.Fees;
import app.dollr.fees.Quote;
import app.dollr.fees.QuoteRequest;
import app.dollr.fees.Quoted;
import app.dollr.gateways.Gateways;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.phone.Phones;
import app.dollr.routing.Rail;
import app.dollr.routing.Routing;
import app.dollr.values.CountryCode;
import app.dollr.values.CurrencyCode;
import app.dollr.values.MerchantId;
import app.dollr.values.PhoneNumber;
import app.dollr.wire.OperationType;
import app.dollr.wire.OperatorState;
import app.dollr.wire.PaymentMethod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What turns what a payer has filled in into ways to pay, and what they cost. It writes nothing.
 */
final class Choices {
  private final Routing routing;
  private final Fees fees;
  private final Gateways gateways;
  private final boolean cards;

  /**
   * The ways to pay.
   *
   * @param cards whether the page can take in a card
   */
  Choices(Routing routing, Fees fees, Gateways gateways, boolean cards) {
    this.cards = cards;
    this.routing = routing;
    this.fees = fees;
    this.gateways = gateways;
  }

  /**
   * @param wanted the methods the page is limited to; none for all there are
   * @param asOf whose schedules and rates count
   */
  Choice of(
      MerchantId merchant,
      Document document,
      Set<PaymentMethod> wanted,
      Filled filled,
      Instant asOf) {
    var offered = offered(document, wanted, asOf);
    var mobile = offered.stream().filter(Rail::isMobileMoney).toList();
    var card = offered.stream().filter(rail -> rail.method() == PaymentMethod.CREDIT_CARD);
    var cards = card.findFirst();
    var countries = mobile.stream().flatMap(rail -> rail.country().stream()).distinct().toList();
    var preset = filled.country().filter(countries::contains);
    var fallback = home(document.total().currency(), countries);
    var number = Phones.read(filled.phone(), preset.or(() -> Optional.of(fallback)));
    var country =
        number
            .flatMap(Phones::country)
            .filter(countries::contains)
            .or(() -> preset)
            .orElse(fallback);
    var operators =
        mobile.stream().filter(rail -> rail.country().filter(country::equals).isPresent()).toList();
    boolean byCard = cards.isPresent() && (filled.card() || mobile.isEmpty());
    var chosen =
        filled
            .chosen()
            .map(routing::rail)
            .filter(operators::contains)
            .or(() -> number.flatMap(this::guess).filter(operators::contains))
            .or(() -> only(operators));
    var rail = byCard ? cards : chosen;
    var currencies =
        rail.map(found -> payable(found, document, asOf))
            .orElseGet(() -> currencies(operators, document, asOf));
    var currency = currency(currencies, filled, document);
    var quoted =
        rail.flatMap(
            found -> currency.map(in -> fees.quote(request(merchant, document, found, in, asOf))));
    return new Choice(
        !mobile.isEmpty(),
        cards.isPresent(),
        byCard,
        countries,
        country,
        filled.phone(),
        number,
        operators,
        rail,
        !byCard && rail.isPresent() && filled.chosen().filter(m -> is(rail, m)).isEmpty(),
        currencies,
        currency,
        quoted.flatMap(Choices::quote),
        quoted.flatMap(Choices::objection),
        resting(offered));
  }

  private static Map<PaymentMethod, String> resting(List<Rail> offered) {
    return offered.stream()
        .filter(rail -> rail.obstacle(OperationType.COLLECTION).isPresent())
        .collect(Collectors.toMap(Rail::method, Choices::whyItRests));
  }

  private static String whyItRests(Rail rail) {
    boolean delayed =
        rail.state(OperationType.COLLECTION).equals(Optional.of(OperatorState.DELAYED));
    return delayed ? "method.delayed" : "method.closed";
  }

  private static boolean is(Optional<Rail> rail, PaymentMethod method) {
    return rail.filter(found -> found.method() == method).isPresent();
  }

  private List<Rail> offered(Document document, Set<PaymentMethod> wanted, Instant asOf) {
    return Stream.of(PaymentMethod.values())
        .filter(method -> wanted.isEmpty() || wanted.contains(method))
        .map(routing::rail)
        .filter(rail -> rail.available() && rail.operations().contains(OperationType.COLLECTION))
        .filter(rail -> gateways.forNetwork(rail.network()).isPresent())
        .filter(rail -> rail.isMobileMoney() || cards)
        .filter(rail -> !payable(rail, document, asOf).isEmpty())
        .toList();
  }

  /** The rail's currencies that the document's can be exchanged into. */
  private List<CurrencyCode> payable(Rail rail, Document document, Instant asOf) {
    var rates = fees.rates(asOf);
    return rail.currencies().stream()
        .filter(currency -> rates.knows(document.total().currency(), currency))
        .toList();
  }

  private List<CurrencyCode> currencies(List<Rail> rails, Document document, Instant asOf) {
    return rails.stream()
        .flatMap(rail -> payable(rail, document, asOf).stream())
        .distinct()
        .toList();
  }

  /** The document's own currency, unless the payer wants another, or has to. */
  private static Optional<CurrencyCode> currency(
      List<CurrencyCode> currencies, Filled filled, Document document) {
    return filled
        .currency()
        .filter(currencies::contains)
        .or(() -> Optional.of(document.total().currency()).filter(currencies::contains))
        .or(() -> currencies.stream().findFirst());
  }

  private Optional<Rail> guess(PhoneNumber phone) {
    return routing.guess(phone).map(Routing.Guess::rail);
  }

  private static Optional<Rail> only(List<Rail> rails) {
    return rails.size() == 1 ? Optional.of(rails.getFirst()) : Optional.empty();
  }

  /** Where the currency is at home; else the first market. */
  private CountryCode home(CurrencyCode currency, List<CountryCode> countries) {
    return countries.stream()
        .filter(country -> isUsual(currency, country))
        .findFirst()
        .or(() -> countries.stream().findFirst())
        .orElse(CountryCode.LIBERIA);
  }

  private boolean isUsual(CurrencyCode currency, CountryCode country) {
    return Stream.of(PaymentMethod.values())
        .map(routing::rail)
        .filter(rail -> rail.country().filter(country::equals).isPresent())
        .anyMatch(rail -> rail.currencies().contains(currency));
  }

  private static QuoteRequest request(
      MerchantId merchant, Document document, Rail rail, CurrencyCode currency, Instant asOf) {
    return new QuoteRequest(
        merchant,
        OperationType.COLLECTION,
        rail,
        document.total(),
        currency,
        document.feeBearer(),
        asOf);
  }

  private static Optional<Quote> quote(Quoted quoted) {
    return switch (quoted) {
      case Quoted.Costs costs -> Optional.of(costs.quote());
      case Quoted.OutOfRange range -> Optional.empty();
    };
  }

  private static Optional<ErrorCode> objection(Quoted quoted) {
    return switch (quoted) {
      case Quoted.Costs costs -> Optional.empty();
      case Quoted.OutOfRange range -> Optional.of(range.code());
    };
  }
}
