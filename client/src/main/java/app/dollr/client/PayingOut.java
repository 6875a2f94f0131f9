package app.dollr.client;

import app.dollr.wire.CreatePartyPayload;
import app.dollr.wire.CreatePaymentAccountPayload;
import app.dollr.wire.CreatePayoutSessionPayload;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.PayoutExecutionPayload;
import java.util.Objects;

/** The chain of one payout: party, account, session, execution. */
final class PayingOut {
  private final DollrClient dollr;
  private final PayoutRequest request;
  private final PaymentListener listener;

  PayingOut(DollrClient dollr, PayoutRequest request, PaymentListener listener) {
    this.dollr = dollr;
    this.request = request;
    this.listener = listener;
  }

  PayoutResult run() {
    long account = request.payoutAccountId == null ? newAccount() : request.payoutAccountId;
    var session =
        dollr
            .sessions()
            .payout(new CreatePayoutSessionPayload(account, request.amount, request.currency));
    listener.sessionCreated(session.id());
    listener.executing(request.referenceId);
    var execution =
        dollr
            .executions()
            .payOut(
                new PayoutExecutionPayload(
                    Long.toString(session.id()),
                    Long.toString(account),
                    request.referenceId,
                    request.passcode));
    listener.statusChanged(execution);
    return new PayoutResult(
        account, session.walletId(), session.id(), request.referenceId, new Outcome(execution));
  }

  private long newAccount() {
    var phone = Objects.requireNonNull(request.phone);
    var method = method(phone);
    long party = request.partyId == null ? newParty(phone) : request.partyId;
    var account =
        dollr
            .paymentAccounts()
            .create(
                new CreatePaymentAccountPayload(
                    request.name == null ? method.name() : request.name,
                    Predictions.network(method).name(),
                    method,
                    party,
                    null,
                    phone),
                OperationType.PAYOUT);
    listener.paymentAccountCreated(account);
    return account.id();
  }

  /** Asked first: a phone that nobody serves is found out before anything is made. */
  private PaymentMethod method(String phone) {
    if (request.method != null) {
      return request.method;
    }
    var operator = dollr.predictions().mmoProviderInfo(phone, OperationType.PAYOUT);
    listener.operatorFound(operator);
    return operator.paymentMethod();
  }

  private long newParty(String phone) {
    var name = Objects.requireNonNull(request.name);
    var party = dollr.parties().create(new CreatePartyPayload(name, phone, null, null));
    listener.partyCreated(party);
    return party.id();
  }
}
