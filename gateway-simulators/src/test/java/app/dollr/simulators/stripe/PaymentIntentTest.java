package app.dollr.simulators.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.dollr.simulators.stripe.IntentLifecycle.Event;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentIntentTest {
  private static final PaymentIntent NEW = PaymentIntent.create("pi_1", "tail", 1099, "usd");

  private static PaymentIntent with(String card) {
    return NEW.attach(TestCards.byId(card).orElseThrow());
  }

  private static PaymentIntent in(IntentStatus status) {
    return new PaymentIntent(
        "pi_1",
        "pi_1_secret_tail",
        1099,
        "usd",
        status,
        TestCards.byId("pm_card_visa"),
        Optional.empty());
  }

  @Test
  void beginsWithoutACard() {
    assertThat(NEW.status()).isEqualTo(IntentStatus.REQUIRES_PAYMENT_METHOD);
    assertThat(NEW.clientSecret()).isEqualTo("pi_1_secret_tail");
    assertThatThrownBy(NEW::confirm)
        .isInstanceOf(StripeRefused.class)
        .hasMessageContaining("payment method");
  }

  @Test
  void waitsForConfirmationOnceItHasACard() {
    assertThat(with("pm_card_visa").status()).isEqualTo(IntentStatus.REQUIRES_CONFIRMATION);
  }

  @Test
  void paysWithACardThatPays() {
    assertThat(with("pm_card_visa").confirm().status()).isEqualTo(IntentStatus.SUCCEEDED);
  }

  @ParameterizedTest
  @CsvSource({
    "pm_card_chargeDeclined, card_declined, generic_decline",
    "pm_card_visa_chargeDeclined, card_declined, generic_decline",
    "pm_card_chargeDeclinedInsufficientFunds, card_declined, insufficient_funds",
    "pm_card_chargeDeclinedLostCard, card_declined, lost_card",
    "pm_card_chargeDeclinedStolenCard, card_declined, stolen_card",
    "pm_card_chargeDeclinedExpiredCard, expired_card, expired_card",
    "pm_card_chargeDeclinedIncorrectCvc, incorrect_cvc, incorrect_cvc",
    "pm_card_chargeDeclinedProcessingError, processing_error, processing_error",
    "pm_card_chargeDeclinedVelocityLimitExceeded, card_declined, card_velocity_exceeded",
    "pm_card_chargeCustomerFail, card_declined, generic_decline",
    "pm_card_radarBlock, card_declined, fraudulent",
    "pm_card_threeDSecureRequiredProcessingError, card_declined, generic_decline",
  })
  void asksForAnotherCardAfterADecline(String card, String code, String declineCode) {
    var declined = with(card).confirm();
    assertThat(declined.status()).isEqualTo(IntentStatus.REQUIRES_PAYMENT_METHOD);
    assertThat(declined.card()).isEmpty();
    assertThat(declined.lastError().orElseThrow().code()).isEqualTo(code);
    assertThat(declined.lastError().orElseThrow().declineCode()).contains(declineCode);
    var paid = declined.attach(TestCards.byId("pm_card_visa").orElseThrow()).confirm();
    assertThat(paid.status()).isEqualTo(IntentStatus.SUCCEEDED);
    assertThat(paid.lastError()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"LostCard", "StolenCard"})
  void doesNotTellThePayerThatTheCardIsLostOrStolen(String kind) {
    var error = with("pm_card_chargeDeclined" + kind).confirm().lastError().orElseThrow();
    assertThat(error.message()).isEqualTo("Your card was declined.");
  }

  @Nested
  class AChallenge {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "pm_card_authenticationRequired",
          "pm_card_authenticationRequiredOnSetup",
          "pm_card_authenticationRequiredSetupForOffSession",
          "pm_card_threeDSecure2Required",
          "pm_card_threeDSecureRequired",
        })
    void leadsToTheMoneyWhenPassed(String card) {
      var challenged = with(card).confirm();
      assertThat(challenged.status()).isEqualTo(IntentStatus.REQUIRES_ACTION);
      assertThat(challenged.authenticate(true).status()).isEqualTo(IntentStatus.SUCCEEDED);
    }

    @Test
    void asksForAnotherCardWhenFailed() {
      var failed = with("pm_card_authenticationRequired").confirm().authenticate(false);
      assertThat(failed.status()).isEqualTo(IntentStatus.REQUIRES_PAYMENT_METHOD);
      assertThat(failed.lastError()).contains(CardError.UNAUTHENTICATED);
    }

    @ParameterizedTest
    @CsvSource({
      "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds, insufficient_funds",
      "pm_card_threeDSecureRequiredChargeDeclined, generic_decline",
    })
    void mayStillEndInADecline(String card, String declineCode) {
      var declined = with(card).confirm().authenticate(true);
      assertThat(declined.status()).isEqualTo(IntentStatus.REQUIRES_PAYMENT_METHOD);
      assertThat(declined.lastError().orElseThrow().declineCode()).contains(declineCode);
    }

    @ParameterizedTest
    @EnumSource(
        value = IntentStatus.class,
        mode = EnumSource.Mode.EXCLUDE,
        names = "REQUIRES_ACTION")
    void cannotEndWhereThereIsNone(IntentStatus status) {
      assertThatThrownBy(() -> in(status).authenticate(true)).isInstanceOf(StripeRefused.class);
    }
  }

  @Test
  void mayLeaveTheChargeUndecided() {
    var processing = with("pm_card_visa").chargeLater();
    assertThat(processing.status()).isEqualTo(IntentStatus.PROCESSING);
    assertThat(processing.settle().status()).isEqualTo(IntentStatus.SUCCEEDED);
    assertThat(with("pm_card_chargeDeclined").chargeLater().settle().status())
        .isEqualTo(IntentStatus.REQUIRES_PAYMENT_METHOD);
    assertThatThrownBy(NEW::settle).isInstanceOf(StripeRefused.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = IntentStatus.class,
      names = {"PROCESSING", "SUCCEEDED", "CANCELED"})
  void cannotBeCanceledOnceMoneyMayMove(IntentStatus status) {
    assertThatThrownBy(() -> in(status).cancel())
        .isInstanceOf(StripeRefused.class)
        .hasMessageContaining(status.wire());
  }

  @Test
  void movesNoMoneyOnceCanceled() {
    var canceled = with("pm_card_visa").cancel();
    assertThat(canceled.status()).isEqualTo(IntentStatus.CANCELED);
    assertThatThrownBy(canceled::confirm)
        .isInstanceOfSatisfying(
            StripeRefused.class,
            refused -> assertThat(refused.code()).isEqualTo("payment_intent_unexpected_state"));
  }

  @ParameterizedTest
  @EnumSource(IntentStatus.class)
  void takesNoStepThatItsLifeDoesNotKnow(IntentStatus from) {
    for (var event : Event.values()) {
      var next = IntentLifecycle.next(from, event);
      assertThat(next).as("%s in %s", event, from).isEqualTo(expected(from, event));
    }
    assertThat(from.isFinal())
        .isEqualTo(IntentLifecycle.STEPS.stream().noneMatch(step -> step.from() == from));
  }

  private static Optional<IntentStatus> expected(IntentStatus from, Event event) {
    Set<IntentStatus> open =
        EnumSet.of(
            IntentStatus.REQUIRES_PAYMENT_METHOD,
            IntentStatus.REQUIRES_CONFIRMATION,
            IntentStatus.REQUIRES_ACTION);
    boolean decides = event == Event.CHARGED || event == Event.REFUSED;
    if (!open.contains(from) && !(from == IntentStatus.PROCESSING && decides)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (event) {
          case ATTACHED -> IntentStatus.REQUIRES_CONFIRMATION;
          case CHALLENGED -> IntentStatus.REQUIRES_ACTION;
          case CHARGING -> IntentStatus.PROCESSING;
          case CHARGED -> IntentStatus.SUCCEEDED;
          case REFUSED -> IntentStatus.REQUIRES_PAYMENT_METHOD;
          case CALLED_OFF -> IntentStatus.CANCELED;
        });
  }
}
