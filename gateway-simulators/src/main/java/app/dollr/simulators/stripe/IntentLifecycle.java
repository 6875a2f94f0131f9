package app.dollr.simulators.stripe;

import static app.dollr.simulators.stripe.IntentLifecycle.Event.ATTACHED;
import static app.dollr.simulators.stripe.IntentLifecycle.Event.CALLED_OFF;
import static app.dollr.simulators.stripe.IntentLifecycle.Event.CHALLENGED;
import static app.dollr.simulators.stripe.IntentLifecycle.Event.CHARGED;
import static app.dollr.simulators.stripe.IntentLifecycle.Event.CHARGING;
import static app.dollr.simulators.stripe.IntentLifecycle.Event.REFUSED;
import static app.dollr.simulators.stripe.IntentStatus.CANCELED;
import static app.dollr.simulators.stripe.IntentStatus.PROCESSING;
import static app.dollr.simulators.stripe.IntentStatus.REQUIRES_ACTION;
import static app.dollr.simulators.stripe.IntentStatus.REQUIRES_CONFIRMATION;
import static app.dollr.simulators.stripe.IntentStatus.REQUIRES_PAYMENT_METHOD;
import static app.dollr.simulators.stripe.IntentStatus.SUCCEEDED;

import java.util.List;
import java.util.Optional;

/** Every step a PaymentIntent can take; what is not listed is refused. */
final class IntentLifecycle {
  /** What can happen to a PaymentIntent. */
  enum Event {
    /** It was given a card. */
    ATTACHED,
    /** It was confirmed, and the bank wants to see the payer. */
    CHALLENGED,
    /** The charge was begun, and is not decided. */
    CHARGING,
    /** The bank has paid. */
    CHARGED,
    /** The bank has refused, or the payer did not authenticate. */
    REFUSED,
    /** It was canceled. */
    CALLED_OFF
  }

  /** In {@code from}, {@code event} leads to {@code to}. */
  record Step(IntentStatus from, Event event, IntentStatus to) {}

  static final List<Step> STEPS =
      List.of(
          new Step(REQUIRES_PAYMENT_METHOD, ATTACHED, REQUIRES_CONFIRMATION),
          new Step(REQUIRES_PAYMENT_METHOD, CHALLENGED, REQUIRES_ACTION),
          new Step(REQUIRES_PAYMENT_METHOD, CHARGING, PROCESSING),
          new Step(REQUIRES_PAYMENT_METHOD, CHARGED, SUCCEEDED),
          new Step(REQUIRES_PAYMENT_METHOD, REFUSED, REQUIRES_PAYMENT_METHOD),
          new Step(REQUIRES_PAYMENT_METHOD, CALLED_OFF, CANCELED),
          new Step(REQUIRES_CONFIRMATION, ATTACHED, REQUIRES_CONFIRMATION),
          new Step(REQUIRES_CONFIRMATION, CHALLENGED, REQUIRES_ACTION),
          new Step(REQUIRES_CONFIRMATION, CHARGING, PROCESSING),
          new Step(REQUIRES_CONFIRMATION, CHARGED, SUCCEEDED),
          new Step(REQUIRES_CONFIRMATION, REFUSED, REQUIRES_PAYMENT_METHOD),
          new Step(REQUIRES_CONFIRMATION, CALLED_OFF, CANCELED),
          new Step(REQUIRES_ACTION, ATTACHED, REQUIRES_CONFIRMATION),
          new Step(REQUIRES_ACTION, CHALLENGED, REQUIRES_ACTION),
          new Step(REQUIRES_ACTION, CHARGING, PROCESSING),
          new Step(REQUIRES_ACTION, CHARGED, SUCCEEDED),
          new Step(REQUIRES_ACTION, REFUSED, REQUIRES_PAYMENT_METHOD),
          new Step(REQUIRES_ACTION, CALLED_OFF, CANCELED),
          new Step(PROCESSING, CHARGED, SUCCEEDED),
          new Step(PROCESSING, REFUSED, REQUIRES_PAYMENT_METHOD));

  private IntentLifecycle() {}

  static Optional<IntentStatus> next(IntentStatus from, Event event) {
    return STEPS.stream()
        .filter(step -> step.from() == from && step.event() == event)
        .map(Step::to)
        .findFirst();
  }
}
