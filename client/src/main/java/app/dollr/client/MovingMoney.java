package app.dollr.client;

import app.dollr.wire.CreateRefundSessionPayload;
import app.dollr.wire.CreateTransferSessionPayload;
import app.dollr.wire.RefundExecutionPayload;
import app.dollr.wire.TransferExecutionPayload;
import app.dollr.wire.WalletResponse;
import java.time.Clock;

/** The chains of a transfer and of a refund: a look at what there is, session, execution. */
final class MovingMoney {
  private final DollrClient dollr;
  private final Clock clock;
  private final PaymentListener listener;

  MovingMoney(DollrClient dollr, Clock clock, PaymentListener listener) {
    this.dollr = dollr;
    this.clock = clock;
    this.listener = listener;
  }

  TransferResult transfer(TransferRequest request) {
    long wallet = request.walletId().orElseGet(() -> wallet(request.currency()));
    var session =
        dollr
            .sessions()
            .transfer(
                new CreateTransferSessionPayload(
                    wallet,
                    request.counterpartyId(),
                    request.amount(),
                    request.currency(),
                    clock.instant().plus(request.sessionLife())));
    listener.sessionCreated(session.id());
    listener.executing(request.referenceId());
    var execution =
        dollr
            .executions()
            .transfer(
                new TransferExecutionPayload(Long.toString(session.id()), request.referenceId()));
    listener.statusChanged(execution);
    return new TransferResult(wallet, session.id(), request.referenceId(), new Outcome(execution));
  }

  RefundResult refund(RefundRequest request) {
    long original = dollr.status().collection(request.originalReferenceId()).paymentIntentId();
    var session =
        dollr
            .sessions()
            .refund(
                new CreateRefundSessionPayload(
                    original,
                    request.amount(),
                    request.reason(),
                    clock.instant().plus(request.sessionLife())));
    listener.sessionCreated(session.id());
    listener.executing(request.referenceId());
    var execution =
        dollr
            .executions()
            .refund(new RefundExecutionPayload(Long.toString(session.id()), request.referenceId()));
    listener.statusChanged(execution);
    return new RefundResult(original, session.id(), request.referenceId(), new Outcome(execution));
  }

  private long wallet(String currency) {
    return dollr.wallets().list().stream()
        .filter(wallet -> wallet.currency().equalsIgnoreCase(currency))
        .findFirst()
        .map(WalletResponse::id)
        .orElseThrow(
            () -> new IllegalArgumentException("the merchant has no wallet in " + currency));
  }
}
