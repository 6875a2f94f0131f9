package app.dollr.wire;

import java.util.Arrays;
import java.util.Optional;

/** What can happen to a merchant's objects, by the names that filters and envelopes use. */
public enum EventType {
  EXECUTION_CREATED("execution.created"),
  EXECUTION_PROCESSING("execution.processing"),
  EXECUTION_REQUIRES_ACTION("execution.requires_action"),
  EXECUTION_COMPLETED("execution.completed"),
  EXECUTION_FAILED("execution.failed"),
  PAYMENT_COMPLETED("payment.completed"),
  PAYMENT_FAILED("payment.failed"),
  PAYOUT_COMPLETED("payout.completed"),
  PAYOUT_FAILED("payout.failed"),
  TRANSFER_COMPLETED("transfer.completed"),
  TRANSFER_FAILED("transfer.failed"),
  REFUND_COMPLETED("refund.completed"),
  REFUND_FAILED("refund.failed"),
  DISPUTE_CREATED("dispute.created"),
  DISPUTE_FUNDS_WITHDRAWN("dispute.funds_withdrawn"),
  DISPUTE_FUNDS_REINSTATED("dispute.funds_reinstated"),
  DISPUTE_CLOSED("dispute.closed"),
  INVOICE_PUBLISHED("invoice.published"),
  INVOICE_PAID("invoice.paid"),
  INVOICE_CANCELED("invoice.canceled"),
  ORDER_PUBLISHED("order.published"),
  ORDER_PAID("order.paid"),
  ORDER_CANCELED("order.canceled"),
  CHECKOUT_EXPIRED("checkout.expired"),
  WEBHOOK_ENDPOINT_DISABLED("webhook_endpoint.disabled"),
  WEBHOOK_PING("webhook.ping");

  private final String text;

  EventType(String text) {
    this.text = text;
  }

  /** The type with this name; empty for one that this version does not know. */
  public static Optional<EventType> parse(String text) {
    return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
  }

  /** The name, such as {@code invoice.paid}. */
  public String text() {
    return text;
  }

  /** What comes before the dot: {@code invoice} of {@code invoice.paid}. */
  public String subject() {
    return text.substring(0, text.indexOf('.'));
  }

  @Override
  public String toString() {
    return text;
  }
}
