package app.dollr.torture;

import java.util.List;

/** Where the other side is. */
enum Setting {
  /** Within the server, as in the sandbox. */
  SANDBOX,
  /**
   * Simulated gateways in a process of their own, and the server in live, speaking HTTP to them.
   */
  HTTP;

  /** What cards are paid with: some pay, some are declined, and some have a payer's bank ask. */
  List<String> cards() {
    return switch (this) {
      case SANDBOX ->
          List.of(
              "pm_card_visa",
              "pm_card_visa",
              "pm_card_chargeDeclined",
              "pm_card_authenticationRequired");
      case HTTP ->
          List.of(
              "pm_card_visa",
              "pm_card_visa",
              "pm_card_mastercard",
              "pm_card_chargeDeclined",
              "pm_card_chargeDeclinedInsufficientFunds",
              "pm_card_radarBlock",
              "pm_card_authenticationRequired",
              "pm_card_threeDSecure2Required",
              "pm_card_threeDSecureRequiredChargeDeclined",
              "pm_card_pendingRefund",
              "pm_card_refundFail",
              "pm_card_refundFail",
              "pm_card_createDispute",
              "pm_card_createDisputeProductNotReceived",
              "pm_card_createDisputeInquiry");
    };
  }

  /** One in how many collections is paid with a card. */
  int cardsAmongPayers() {
    return switch (this) {
      case SANDBOX -> 8;
      case HTTP -> 3;
    };
  }

  /** The networks that can break. */
  List<Link> links() {
    return switch (this) {
      case SANDBOX -> List.of(Link.CLIENTS, Link.DATABASE);
      case HTTP -> List.of(Link.values());
    };
  }
}
