package app.dollr.client;

import app.dollr.client.internal.Call;
import app.dollr.client.internal.Target;
import app.dollr.client.internal.Transport;
import app.dollr.wire.CheckoutExecutionPayload;
import app.dollr.wire.ExecutionResponse;
import app.dollr.wire.PasscodePayload;
import app.dollr.wire.PayoutExecutionPayload;
import app.dollr.wire.RefundExecutionPayload;
import app.dollr.wire.TransferExecutionPayload;
import java.util.UUID;

/**
 * Movements of money. Each is named by its {@code reference_id}, a version-4 UUID, across all four
 * operations: the same request with the same reference moves money once, however often it is sent,
 * and is answered with the execution as it stands.
 *
 * <p>Where no reference is given, one is made before the first try and kept over all of them; the
 * answer, or the exception, tells which. All of these throw {@link ConnectionException} when no try
 * got an answer; the payment may have begun, and {@link DollrException#referenceId()} is what to
 * ask its status with.
 */
public final class Executions {
  private final Transport transport;

  Executions(Transport transport) {
    this.transport = transport;
  }

  /**
   * Collects the money of a session under the caller's reference, and may be repeated with it for
   * ever. The answer comes before the money does: it says {@code PENDING} or {@code PROCESSING},
   * and {@link DollrClient#awaitFinal} or {@link Statuses#collection} say how it ended.
   *
   * @throws InvalidRequestException {@code value_error.session.expired}, {@code
   *     value_error.session.not_active}, {@code value_error.source.not_active}, {@code
   *     value_error.payment_account.wrong_operation}, {@code value_error.reference_id.duplicate}
   *     for a reference that names another payment
   */
  public ExecutionResponse collect(CheckoutExecutionPayload collection) {
    return execute("collection", collection, collection.referenceId());
  }

  /**
   * Collects the money of a session under a new reference.
   *
   * @param currency the payer's
   * @see #collect(CheckoutExecutionPayload)
   */
  public ExecutionResponse collect(long sessionId, long paymentAccountId, String currency) {
    return collect(
        new CheckoutExecutionPayload(
            Long.toString(sessionId), Long.toString(paymentAccountId), currency, newReference()));
  }

  /**
   * Pays out, approved by a passcode; may be repeated with the same reference for ever. What it
   * costs is reserved in the wallet at once, and {@link Statuses#payout} says how it ended. With
   * too little in the wallet the answer is an execution that is FAILED.
   *
   * @throws PermissionException when the merchant is not verified, or the passcode is locked after
   *     five wrong ones
   * @throws InvalidRequestException {@code value_error.passcode.invalid}, {@code
   *     value_error.session.expired}, {@code value_error.session.not_active}, {@code
   *     value_error.reference_id.duplicate}
   */
  public ExecutionResponse payOut(PayoutExecutionPayload payout) {
    return execute("payout", payout, payout.referenceId());
  }

  /**
   * Pays out under a new reference.
   *
   * @see #payOut(PayoutExecutionPayload)
   */
  public ExecutionResponse payOut(long sessionId, long payoutAccountId, PasscodePayload passcode) {
    return payOut(
        new PayoutExecutionPayload(
            Long.toString(sessionId), Long.toString(payoutAccountId), newReference(), passcode));
  }

  /**
   * Moves money to a counterparty's wallet, at once; may be repeated with the same reference for
   * ever. With too little in the wallet the answer is an execution that is FAILED.
   *
   * @throws PermissionException when the merchant is not verified
   * @throws InvalidRequestException {@code value_error.session.expired}, {@code
   *     value_error.session.not_active}, {@code value_error.reference_id.duplicate}
   */
  public ExecutionResponse transfer(TransferExecutionPayload transfer) {
    return execute("transfer", transfer, transfer.referenceId());
  }

  /**
   * Moves money to a counterparty's wallet under a new reference.
   *
   * @see #transfer(TransferExecutionPayload)
   */
  public ExecutionResponse transfer(long sessionId) {
    return transfer(new TransferExecutionPayload(Long.toString(sessionId), newReference()));
  }

  /**
   * Gives back a collection or a part of it, through the method it was paid with; may be repeated
   * with the same reference for ever. The amount is reserved in the wallet at once, and {@link
   * Statuses#refund} says how it ended.
   *
   * @throws PermissionException when the merchant is not verified
   * @throws InvalidRequestException {@code value_error.amount.too_large} when another refund was
   *     faster, {@code value_error.session.expired}, {@code value_error.session.not_active}, {@code
   *     value_error.reference_id.duplicate}
   */
  public ExecutionResponse refund(RefundExecutionPayload refund) {
    return execute("refund", refund, refund.referenceId());
  }

  /**
   * Gives back a collection or a part of it under a new reference.
   *
   * @see #refund(RefundExecutionPayload)
   */
  public ExecutionResponse refund(long sessionId) {
    return refund(new RefundExecutionPayload(Long.toString(sessionId), newReference()));
  }

  static String newReference() {
    return UUID.randomUUID().toString();
  }

  private ExecutionResponse execute(String kind, Object execution, String reference) {
    var target = Target.of("v1", "executions", kind);
    return transport.run(Call.execute(target, execution, ExecutionResponse.class, reference));
  }
}
