package app.dollr.executions;

import app.dollr.gateways.DisputeNews.Standing;
import app.dollr.platform.http.WireTime;
import app.dollr.values.ExecutionId;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.ReferenceId;
import app.dollr.wire.DisputeResponse;
import app.dollr.wire.DisputeStatus;
import java.time.Instant;

/**
 * A dispute of a collection, and who bears it.
 *
 * @param id 0 until it is written
 * @param gatewayId the gateway's id of it
 * @param amount in the currency the payer paid in
 * @param withdrawn whether the gateway has taken the money
 * @param charged what the merchant bears, in the currency of its wallet
 * @param owed what of that its wallet could not pay
 * @param version 0 until it is written
 */
record Dispute(
    MerchantId merchant,
    long id,
    ExecutionId execution,
    ReferenceId reference,
    String gateway,
    String gatewayId,
    Money amount,
    String reason,
    Standing standing,
    boolean withdrawn,
    Money charged,
    Money owed,
    int version,
    Instant openedAt,
    Instant updatedAt) {

  boolean isOpen() {
    return standing == Standing.OPEN;
  }

  Dispute with(Standing newStanding, boolean nowWithdrawn, Money nowCharged, Money nowOwed) {
    return new Dispute(
        merchant,
        id,
        execution,
        reference,
        gateway,
        gatewayId,
        amount,
        reason,
        newStanding,
        nowWithdrawn,
        nowCharged,
        nowOwed,
        version,
        openedAt,
        updatedAt);
  }

  DisputeResponse wire() {
    return new DisputeResponse(
        id,
        reference.toString(),
        gatewayId,
        amount.amount(),
        amount.currency().code(),
        reason,
        status(),
        withdrawn,
        charged.amount(),
        owed.amount(),
        charged.currency().code(),
        WireTime.of(openedAt),
        WireTime.of(updatedAt));
  }

  private DisputeStatus status() {
    return switch (standing) {
      case OPEN -> DisputeStatus.OPEN;
      case WON -> DisputeStatus.WON;
      case LOST -> DisputeStatus.LOST;
    };
  }
}
