package app.dollr.simulators.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefundTest {
  private static PaymentIntent paid(String card) {
    return PaymentIntent.create("pi_1", "tail", 1000, "usd")
        .attach(TestCards.byId(card).orElseThrow())
        .confirm();
  }

  @Test
  void givesBackAPart() {
    var refund = Refund.of(paid("pm_card_visa"), "re_1", 400, 600);
    assertThat(refund.status()).isEqualTo(Refund.Status.SUCCEEDED);
    assertThat(refund.isUnsettled()).isFalse();
  }

  @Test
  void isPendingAtFirstWithTheCardForThat() {
    var refund = Refund.of(paid("pm_card_pendingRefund"), "re_1", 1000, 0);
    assertThat(refund.status()).isEqualTo(Refund.Status.PENDING);
    assertThat(refund.isUnsettled()).isTrue();
    assertThat(refund.settle().status()).isEqualTo(Refund.Status.SUCCEEDED);
    assertThat(refund.settle().isUnsettled()).isFalse();
  }

  @Test
  void succeedsAndFailsAfterwardsWithTheCardForThat() {
    var refund = Refund.of(paid("pm_card_refundFail"), "re_1", 1000, 0);
    assertThat(refund.status()).isEqualTo(Refund.Status.SUCCEEDED);
    assertThat(refund.settle().status()).isEqualTo(Refund.Status.FAILED);
    assertThat(refund.settle().isUnsettled()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "401, 600, amount_too_large",
    "0, 0, amount_too_large",
    "1, 1000, charge_already_refunded",
  })
  void isRefusedWhenThatMuchIsNotLeft(long amount, long before, String code) {
    assertThatThrownBy(() -> Refund.of(paid("pm_card_visa"), "re_1", amount, before))
        .isInstanceOfSatisfying(
            StripeRefused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @Test
  void isRefusedWhenNothingWasPaid() {
    var declined = paid("pm_card_chargeDeclined");
    assertThatThrownBy(() -> Refund.of(declined, "re_1", 1, 0))
        .isInstanceOfSatisfying(
            StripeRefused.class,
            refused -> assertThat(refused.code()).isEqualTo("charge_not_refundable"));
  }
}
