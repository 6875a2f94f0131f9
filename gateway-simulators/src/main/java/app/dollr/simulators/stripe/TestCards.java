package app.dollr.simulators.stripe;

import app.dollr.simulators.stripe.TestCard.Aftermath;
import app.dollr.simulators.stripe.TestCard.Authentication;
import java.util.List;
import java.util.Optional;

/**
 * Stripe's published test cards (<a href="https://docs.stripe.com/testing">docs.stripe.com</a>,
 * read 2026-11-23).
 */
public final class TestCards {
  private static final String PREFIX = "pm_card_";
  private static final String VISA = "visa";

  private static final List<TestCard> ALL =
      List.of(
          pays("visa", VISA, "credit", "4242424242424242"),
          pays("visa_debit", VISA, "debit", "4000056655665556"),
          pays("mastercard", "mastercard", "credit", "5555555555554444", "2223003122003222"),
          pays("mastercard_debit", "mastercard", "debit", "5200828282828210"),
          pays("mastercard_prepaid", "mastercard", "prepaid", "5105105105105100"),
          pays("amex", "amex", "credit", "378282246310005", "371449635398431"),
          pays("discover", "discover", "credit", "6011111111111117", "6011000990139424"),
          pays("diners", "diners", "credit", "3056930009020004", "36227206271667"),
          pays("jcb", "jcb", "credit", "3566002020360505"),
          pays("unionpay", "unionpay", "credit", "6200000000000005"),
          declines("chargeDeclined", "4000000000000002", CardError.declined("generic_decline")),
          declines(
              "chargeDeclinedInsufficientFunds",
              "4000000000009995",
              CardError.declined("insufficient_funds", "Your card has insufficient funds.")),
          declines("chargeDeclinedLostCard", "4000000000009987", CardError.declined("lost_card")),
          declines(
              "chargeDeclinedStolenCard", "4000000000009979", CardError.declined("stolen_card")),
          declines(
              "chargeDeclinedExpiredCard",
              "4000000000000069",
              CardError.of("expired_card", "Your card has expired.")),
          declines(
              "chargeDeclinedIncorrectCvc",
              "4000000000000127",
              CardError.of("incorrect_cvc", "Your card's security code is incorrect.")),
          declines(
              "chargeDeclinedProcessingError",
              "4000000000000119",
              CardError.of(
                  "processing_error",
                  "An error occurred while processing your card. Try again in a little bit.")),
          declines(
              "chargeDeclinedVelocityLimitExceeded",
              "4000000000006975",
              CardError.declined(
                  "card_velocity_exceeded",
                  "Your card was declined for making repeated attempts too frequently or exceeding"
                      + " its amount limit.")),
          declines("chargeCustomerFail", "4000000000000341", CardError.declined("generic_decline")),
          declines("radarBlock", "4100000000000019", CardError.declined("fraudulent")),
          challenges("authenticationRequiredOnSetup", "4000002500003155"),
          challenges("authenticationRequired", "4000002760003184"),
          challenges("authenticationRequiredSetupForOffSession", "4000003800000446"),
          challenges("threeDSecure2Required", "4000000000003220"),
          challenges("threeDSecureRequired", "4000000000003063"),
          new TestCard(
              PREFIX + "authenticationRequiredChargeDeclinedInsufficientFunds",
              List.of("4000008260003178"),
              VISA,
              "US",
              "credit",
              Authentication.REQUIRED,
              Optional.of(
                  CardError.declined("insufficient_funds", "Your card has insufficient funds.")),
              Aftermath.NOTHING),
          new TestCard(
              PREFIX + "threeDSecureRequiredChargeDeclined",
              List.of("4000008400001629"),
              VISA,
              "US",
              "credit",
              Authentication.REQUIRED,
              Optional.of(CardError.declined("generic_decline")),
              Aftermath.NOTHING),
          // The lookup of 3-D Secure fails, so that there is no challenge and no charge.
          declines(
              "threeDSecureRequiredProcessingError",
              "4000008400001280",
              CardError.declined("generic_decline")),
          pays("threeDSecureOptional", VISA, "credit", "4000000000003055"),
          pays("threeDSecureOptionalProcessingError", VISA, "credit", "4000000000003097"),
          later("pendingRefund", "4000000000007726", Aftermath.REFUND_PENDING),
          later("refundFail", "4000000000005126", Aftermath.REFUND_FAILS),
          later("createDispute", "4000000000000259", Aftermath.DISPUTE_FRAUDULENT),
          later(
              "createDisputeProductNotReceived",
              "4000000000002685",
              Aftermath.DISPUTE_NOT_RECEIVED),
          later("createDisputeInquiry", "4000000000001976", Aftermath.DISPUTE_INQUIRY),
          later("bypassPending", "4000000000000077", Aftermath.NOTHING));

  private TestCards() {}

  public static List<TestCard> all() {
    return ALL;
  }

  /**
   * The card a payment method stands for. Stripe knows the declining ones by a second name too:
   * {@code pm_card_visa_chargeDeclined}.
   */
  public static Optional<TestCard> byId(String paymentMethod) {
    return ALL.stream()
        .filter(card ->
            card.id().equals(paymentMethod)
                || paymentMethod.equals(PREFIX + "visa_" + card.id().substring(PREFIX.length())))
        .findFirst();
  }

  /** The card with a number, which may have spaces in it. */
  public static Optional<TestCard> byNumber(String number) {
    var digits = number.replace(" ", "");
    return ALL.stream().filter(card -> card.numbers().contains(digits)).findFirst();
  }

  private static TestCard pays(String name, String brand, String funding, String... numbers) {
    return new TestCard(
        PREFIX + name,
        List.of(numbers),
        brand,
        "US",
        funding,
        Authentication.NONE,
        Optional.empty(),
        Aftermath.NOTHING);
  }

  private static TestCard declines(String name, String number, CardError why) {
    return new TestCard(
        PREFIX + name,
        List.of(number),
        VISA,
        "US",
        "credit",
        Authentication.NONE,
        Optional.of(why),
        Aftermath.NOTHING);
  }

  private static TestCard challenges(String name, String number) {
    return new TestCard(
        PREFIX + name,
        List.of(number),
        VISA,
        "US",
        "credit",
        Authentication.REQUIRED,
        Optional.empty(),
        Aftermath.NOTHING);
  }

  private static TestCard later(String name, String number, Aftermath aftermath) {
    return new TestCard(
        PREFIX + name,
        List.of(number),
        VISA,
        "US",
        "credit",
        Authentication.NONE,
        Optional.empty(),
        aftermath);
  }
}
