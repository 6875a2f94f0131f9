package app.dollr.paypage;

import app.dollr.fees.Quote;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.routing.Rail;
import app.dollr.values.CountryCode;
import app.dollr.values.CurrencyCode;
import app.dollr.values.PhoneNumber;
import app.dollr.wire.PaymentMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ways to pay a document, and which of them is chosen.
 *
 * @param mobile, cards whether these can be paid with at all
 * @param card whether a card is chosen
 * @param country whose operators are shown
 * @param phone as it was typed
 * @param number that it means
 * @param operators of the country
 * @param rail the chosen way, as far as it is known
 * @param guessed whether the operator was told from the number
 * @param currencies it can be paid in
 * @param quote what it costs, once all is known
 * @param objection why it cannot be paid like this
 * @param resting the ways that are not open at the moment, with the key of the words that say so
 */
record Choice(
    boolean mobile,
    boolean cards,
    boolean card,
    List<CountryCode> countries,
    CountryCode country,
    String phone,
    Optional<PhoneNumber> number,
    List<Rail> operators,
    Optional<Rail> rail,
    boolean guessed,
    List<CurrencyCode> currencies,
    Optional<CurrencyCode> currency,
    Optional<Quote> quote,
    Optional<ErrorCode> objection,
    Map<PaymentMethod, String> resting) {

  Choice {
    resting = Map.copyOf(resting);
  }

  /** Whether there is any way to pay. */
  boolean isPossible() {
    return mobile || cards;
  }

  /** Whether none of the ways is open at the moment. */
  boolean rests() {
    boolean mobileRests = operators.stream().allMatch(this::rests);
    return mobileRests && (!cards || resting.containsKey(PaymentMethod.CREDIT_CARD));
  }

  boolean rests(Rail other) {
    return resting.containsKey(other.method());
  }

  /** The key of the words that say why the chosen way is not open at the moment. */
  Optional<String> obstacle() {
    return rail.flatMap(chosen -> Optional.ofNullable(resting.get(chosen.method())));
  }

  boolean isChosen(Rail other) {
    return rail.filter(other::equals).isPresent();
  }

  boolean isChosen(CurrencyCode other) {
    return currency.filter(other::equals).isPresent();
  }

  /** The operator that the page ticks by itself, as its form sends it back. */
  String guess() {
    return guessed ? rail.map(found -> found.method().name()).orElse("") : "";
  }

  /** What the payer will be shown that he pays. */
  Optional<Ticket.Shown> shown() {
    return quote.flatMap(
        costs -> rail.map(chosen -> new Ticket.Shown(chosen.method(), costs.payer())));
  }
}
