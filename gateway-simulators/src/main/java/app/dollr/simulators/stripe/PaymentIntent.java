package app.dollr.simulators.stripe;

import app.dollr.simulators.stripe.IntentLifecycle.Event;
import java.util.Optional;

/**
 * One payment at Stripe, from the wish to the charge. Each step makes another value; what its life
 * does not know is refused and changes nothing.
 *
 * @param id {@code pi_…}
 * @param clientSecret {@code pi_…_secret_…}, by which the payer's browser may finish it
 * @param amount in the currency's minor unit
 * @param currency ISO 4217 in lower case
 * @param card that is to pay
 * @param lastError why the last card did not
 */
public record PaymentIntent(
    String id,
    String clientSecret,
    long amount,
    String currency,
    IntentStatus status,
    Optional<TestCard> card,
    Optional<CardError> lastError) {

  /** A payment nobody has paid yet; the secret's tail is whatever cannot be guessed. */
  public static PaymentIntent create(String id, String secretTail, long amount, String currency) {
    return new PaymentIntent(
        id,
        id + "_secret_" + secretTail,
        amount,
        currency,
        IntentStatus.REQUIRES_PAYMENT_METHOD,
        Optional.empty(),
        Optional.empty());
  }

  /** The same in another currency, as if it had been asked for so. */
  PaymentIntent in(String other) {
    return new PaymentIntent(id, clientSecret, amount, other, status, card, lastError);
  }

  /**
   * Says which card is to pay; nothing is charged yet.
   *
   * @throws StripeRefused when it is too late for that
   */
  public PaymentIntent attach(TestCard paying) {
    return step(Event.ATTACHED, "updated", Optional.of(paying), Optional.empty());
  }

  /**
   * Charges the card, or asks for the payer first.
   *
   * @throws StripeRefused when it has no card, or cannot be confirmed any more
   */
  public PaymentIntent confirm() {
    var paying =
        card.orElseThrow(() ->
            StripeRefused.because(
                "payment_intent_unexpected_state",
                "You cannot confirm this PaymentIntent because it's missing a payment method."));
    return paying.needsChallenge()
        ? step(Event.CHALLENGED, "confirmed", card, Optional.empty())
        : charge(paying, "confirmed");
  }

  /**
   * Takes in how the challenge ended.
   *
   * @throws StripeRefused when no challenge is under way
   */
  public PaymentIntent authenticate(boolean passed) {
    if (status != IntentStatus.REQUIRES_ACTION) {
      throw StripeRefused.unexpectedState(status, "authenticated");
    }
    return passed
        ? charge(card.orElseThrow(), "authenticated")
        : step(
            Event.REFUSED,
            "authenticated",
            Optional.empty(),
            Optional.of(CardError.UNAUTHENTICATED));
  }

  /**
   * Leaves the charge undecided for now; {@link #settle} decides it.
   *
   * @throws StripeRefused when it is too late for that
   */
  public PaymentIntent chargeLater() {
    return step(Event.CHARGING, "confirmed", card, Optional.empty());
  }

  /**
   * Decides a charge that was left undecided.
   *
   * @throws StripeRefused when there is none
   */
  public PaymentIntent settle() {
    if (status != IntentStatus.PROCESSING) {
      throw StripeRefused.unexpectedState(status, "settled");
    }
    return charge(card.orElseThrow(), "settled");
  }

  /**
   * Makes sure that it never moves money.
   *
   * @throws StripeRefused when it has, or is about to
   */
  public PaymentIntent cancel() {
    return step(Event.CALLED_OFF, "canceled", card, lastError);
  }

  private PaymentIntent charge(TestCard paying, String wish) {
    return paying
        .refusal()
        .map(why -> step(Event.REFUSED, wish, Optional.empty(), Optional.of(why)))
        .orElseGet(() -> step(Event.CHARGED, wish, card, Optional.empty()));
  }

  private PaymentIntent step(
      Event event, String wish, Optional<TestCard> paying, Optional<CardError> error) {
    var next =
        IntentLifecycle.next(status, event)
            .orElseThrow(() -> StripeRefused.unexpectedState(status, wish));
    return new PaymentIntent(id, clientSecret, amount, currency, next, paying, error);
  }
}
