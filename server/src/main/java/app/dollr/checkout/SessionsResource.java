package app.dollr.checkout;

import app.dollr.documents.DocumentKind;
import app.dollr.documents.DocumentRef;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.platform.http.WireTime;
import app.dollr.routing.Routing;
import app.dollr.values.CounterpartyId;
import app.dollr.values.DocumentId;
import app.dollr.values.PaymentAccountId;
import app.dollr.values.WalletId;
import app.dollr.wire.CheckoutSessionResponse;
import app.dollr.wire.PayoutSessionResponse;
import app.dollr.wire.SourceType;
import app.dollr.wire.TransferSessionResponse;
import java.util.List;

/** The calls that open sessions, those to refund aside. */
final class SessionsResource implements Resource {
  private static final List<SourceType> PAYABLE = List.of(SourceType.INVOICE, SourceType.ORDER);

  private static final String ACCOUNT = "payout_account_id";
  private static final String OLDER_ACCOUNT = "payment_account_id";

  private final Checkout checkout;
  private final Routing routing;

  SessionsResource(Checkout checkout, Routing routing) {
    this.checkout = checkout;
    this.routing = routing;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .create("/{version}/sessions/checkout", this::openCheckout)
        .create("/{version}/sessions/payout", this::openPayout)
        .create("/{version}/sessions/transfer", this::openTransfer);
  }

  private Answer openCheckout(Call call) {
    var body = call.body();
    var id = body.required("source_id").id().map(DocumentId::new);
    var kind =
        body.required("source_type")
            .word(SourceType.class, PAYABLE)
            .map(type -> DocumentKind.from(type).orElseThrow());
    body.check();
    var ref = new DocumentRef(call.caller().merchant(), kind.get(), id.get());
    return Answer.json(checkout(checkout.openCheckout(ref)));
  }

  /** Both generations of the body: the older one names the account as it does elsewhere. */
  private Answer openPayout(Call call) {
    var body = call.body();
    var older = body.optional(OLDER_ACCOUNT).id();
    var newer =
        older.optional().isPresent() ? body.optional(ACCOUNT).id() : body.required(ACCOUNT).id();
    var key = newer.optional().isPresent() ? ACCOUNT : OLDER_ACCOUNT;
    var currency = routing.handled(body.required("currency").currency());
    var amount = body.required("amount").amount(currency.optional());
    var wallet = body.optional("wallet_id").id().map(WalletId::new);
    body.check();
    var account = new PaymentAccountId(newer.optional().or(older::optional).orElseThrow());
    var session =
        checkout.openPayout(
            call.caller().merchant(),
            new OpenPayout(account, key, amount.get(), wallet.optional()));
    return Answer.json(payout(session, (Purpose.Payout) session.purpose()));
  }

  private Answer openTransfer(Call call) {
    var body = call.body();
    var wallet = body.required("from_wallet_id").id().map(WalletId::new);
    var counterparty = body.required("to_counterparty_id").id().map(CounterpartyId::new);
    var currency = routing.handled(body.required("currency").currency());
    var amount = body.required("amount").amount(currency.optional());
    var expires = body.required("expires_at").moment();
    body.check();
    var session =
        checkout.openTransfer(
            call.caller().merchant(),
            wallet.get(),
            counterparty.get(),
            amount.get(),
            expires.get());
    return Answer.json(transfer(session, (Purpose.Transfer) session.purpose()));
  }

  private static CheckoutSessionResponse checkout(Session session) {
    var purpose = (Purpose.Checkout) session.purpose();
    return new CheckoutSessionResponse(
        session.id().value(),
        purpose.document().value(),
        purpose.documentKind().source(),
        session.status().wire(),
        null,
        WireTime.of(session.expiresAt()),
        WireTime.of(session.createdAt()),
        WireTime.of(session.updatedAt()));
  }

  private static PayoutSessionResponse payout(Session session, Purpose.Payout purpose) {
    return new PayoutSessionResponse(
        session.id().value(),
        purpose.wallet().value(),
        purpose.account().value(),
        session.amount().amount(),
        session.amount().currency().code(),
        session.status().wire(),
        WireTime.of(session.expiresAt()),
        WireTime.of(session.createdAt()),
        WireTime.of(session.updatedAt()));
  }

  private static TransferSessionResponse transfer(Session session, Purpose.Transfer purpose) {
    return new TransferSessionResponse(
        session.id().value(),
        purpose.wallet().value(),
        purpose.counterparty().value(),
        session.amount().amount(),
        session.amount().currency().code(),
        session.status().wire(),
        WireTime.of(session.expiresAt()),
        WireTime.of(session.createdAt()),
        WireTime.of(session.updatedAt()));
  }
}
