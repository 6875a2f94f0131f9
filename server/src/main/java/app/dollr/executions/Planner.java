package app.dollr.executions;

import app.dollr.accounts.PaymentAccount;
import app.dollr.checkout.Purpose;
import app.dollr.checkout.Session;
import app.dollr.checkout.SessionKind;
import app.dollr.executions.Books.PaidDocument;
import app.dollr.executions.Route.Reach;
import app.dollr.fees.Fees;
import app.dollr.fees.FxRates;
import app.dollr.fees.Quote;
import app.dollr.fees.QuoteRequest;
import app.dollr.fees.Quoted;
import app.dollr.gateways.GatewayKey;
import app.dollr.gateways.Gateways;
import app.dollr.gateways.Instrument;
import app.dollr.ledger.Ledger;
import app.dollr.parties.Parties;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.routing.Rail;
import app.dollr.routing.Routing;
import app.dollr.values.CurrencyCode;
import app.dollr.values.Money;
import app.dollr.values.WalletId;
import app.dollr.wire.FeeBearer;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** What turns a wish into a plan, or refuses with all that speaks against it. It writes nothing. */
final class Planner {
  private static final String CURRENCY = "currency";
  private static final String ACCOUNT = "payment_account_id";
  private static final String PAYOUT_ACCOUNT = "payout_account_id";
  private static final String SESSION = "session_id";
  private static final String CARD = "payment_method_id";

  private final Routing routing;
  private final Gateways gateways;
  private final Fees fees;
  private final Ledger ledger;
  private final Parties parties;

  Planner(Executions.Rooms rooms, Gateways gateways) {
    this.routing = rooms.routing();
    this.gateways = gateways;
    this.fees = rooms.fees();
    this.ledger = rooms.ledger();
    this.parties = rooms.parties();
  }

  Plan collection(
      Wish.Collect wish, Optional<Session> session, Optional<PaymentAccount> account, Instant now) {
    var objections =
        new Objections()
            .session(session, SessionKind.CHECKOUT, now)
            .account(ACCOUNT, account, OperationType.COLLECTION, routing, gateways);
    objections.refuseIfAny();
    var rail = routing.rail(account.orElseThrow().method());
    if (!rail.currencies().contains(wish.currency())) {
      objections.add(
          CURRENCY,
          ErrorCode.CURRENCY_UNSUPPORTED,
          "%s does not take %s".formatted(rail.method(), wish.currency()));
    }
    whatIsWrongWithCard(wish, account.orElseThrow(), rail)
        .ifPresent(code -> objections.add(CARD, code));
    objections.refuseIfAny();
    return collection(wish, session.orElseThrow(), account.orElseThrow(), rail);
  }

  /** A card is never guessed: it is named for a card payment, and in one way. */
  private static Optional<ErrorCode> whatIsWrongWithCard(
      Wish.Collect wish, PaymentAccount account, Rail rail) {
    if (wish.card().isEmpty()) {
      return Optional.empty();
    }
    if (!rail.isCard()) {
      return Optional.of(ErrorCode.PAYMENT_METHOD_NO_CARD);
    }
    boolean other = account.card().isPresent() && !account.card().equals(wish.card());
    return other ? Optional.of(ErrorCode.PAYMENT_METHOD_OTHER) : Optional.empty();
  }

  private Plan collection(Wish.Collect wish, Session session, PaymentAccount account, Rail rail) {
    var checkout = (Purpose.Checkout) session.purpose();
    var quote = quote(wish, session, rail, wish.currency(), checkout.feeBearer());
    var wallet = ledger.wallet(wish.merchant(), session.amount().currency());
    return new Plan(
        session,
        route(wish, account, rail, instrument(wish, account, rail)),
        new Books(
            wallet,
            Optional.empty(),
            Optional.of(new PaidDocument(checkout.documentKind(), checkout.document())),
            Optional.empty()),
        Amounts.of(quote));
  }

  Plan payout(
      Wish.PayOut wish, Optional<Session> session, Optional<PaymentAccount> account, Instant now) {
    var objections =
        new Objections()
            .session(session, SessionKind.PAYOUT, now)
            .account(PAYOUT_ACCOUNT, account, OperationType.PAYOUT, routing, gateways);
    objections.refuseIfAny();
    var purpose = (Purpose.Payout) session.orElseThrow().purpose();
    if (!purpose.account().equals(wish.account())) {
      objections.add(PAYOUT_ACCOUNT, ErrorCode.PAYMENT_ACCOUNT_OTHER);
    }
    objections.refuseIfAny();
    return payout(wish, session.orElseThrow(), purpose, account.orElseThrow());
  }

  private Plan payout(
      Wish.PayOut wish, Session session, Purpose.Payout purpose, PaymentAccount account) {
    var rail = routing.rail(account.method());
    var currency = session.amount().currency();
    var quote = quote(wish, session, rail, currency, FeeBearer.PAYER);
    var partyWallet =
        rail.isInternal()
            ? Optional.of(ledger.partyWallet(wish.merchant(), account.party(), currency))
            : Optional.<WalletId>empty();
    return new Plan(
        session,
        route(wish, account, rail, () -> phone(account)),
        new Books(purpose.wallet(), partyWallet, Optional.empty(), Optional.empty()),
        Amounts.of(quote));
  }

  Plan transfer(Wish.Transfer wish, Optional<Session> session, Instant now) {
    new Objections().session(session, SessionKind.TRANSFER, now).refuseIfAny();
    var found = session.orElseThrow();
    var purpose = (Purpose.Transfer) found.purpose();
    var party =
        parties
            .findCounterparty(wish.merchant(), purpose.counterparty())
            .flatMap(counterparty -> counterparty.party())
            .orElseThrow(() -> Refused.body(SESSION, ErrorCode.COUNTERPARTY_WITHOUT_PARTY));
    var rail = routing.rail(PaymentMethod.WALLET);
    var currency = found.amount().currency();
    var quote = quote(wish, found, rail, currency, FeeBearer.PAYER);
    return new Plan(
        found,
        new Route(Optional.empty(), rail.method(), Optional.empty()),
        new Books(
            purpose.wallet(),
            Optional.of(ledger.partyWallet(wish.merchant(), party.id(), currency)),
            Optional.empty(),
            Optional.empty()),
        Amounts.of(quote));
  }

  /** The session of a refund, once nothing speaks against it. */
  Session refundSession(Optional<Session> session, Instant now) {
    new Objections().session(session, SessionKind.REFUND, now).refuseIfAny();
    return session.orElseThrow();
  }

  /**
   * What a refund costs, whatever was refunded before.
   *
   * @param rates of the original
   * @param quote of the refund's fees
   */
  record RefundPrice(FxRates rates, Quote quote) {}

  RefundPrice refundPrice(Wish.Refund wish, Session session, Execution original) {
    var rail = routing.rail(original.route().method());
    var quote = quote(wish, session, rail, session.amount().currency(), FeeBearer.PAYER);
    return new RefundPrice(fees.rates(original.quotedAt()), quote);
  }

  /**
   * A refund of what was collected, of which a part may have been refunded before.
   *
   * @param before what was refunded of it before, or is about to be: in the base's currency
   * @param returned what the payer got back, or is about to, for that
   */
  Plan refund(
      Wish.Refund wish,
      Session session,
      Execution original,
      RefundPrice price,
      Money before,
      Money returned) {
    var purpose = (Purpose.Refund) session.purpose();
    var rail = routing.rail(original.route().method());
    var from = original.route().reach().orElseThrow();
    if (gateways.named(from.gateway()).isEmpty()) {
      throw Refused.body(SESSION, ErrorCode.METHOD_UNAVAILABLE);
    }
    rail.obstacle(OperationType.REFUND)
        .ifPresent(why -> {
          throw Refused.body(SESSION, ErrorCode.METHOD_UNAVAILABLE, why);
        });
    var key = GatewayKey.of(wish.merchant(), OperationType.REFUND, wish.reference());
    var reach = new Reach(from.gateway(), key, from.instrument(), Optional.of(from.key()));
    return new Plan(
        session,
        new Route(original.route().account(), rail.method(), Optional.of(reach)),
        new Books(
            purpose.wallet(),
            Optional.empty(),
            original.books().document(),
            Optional.of(original.id())),
        refunded(session.amount(), original, rail, price, before.plus(session.amount()), returned));
  }

  /**
   * What a refund costs the merchant and brings the payer: all that was refunded so far at the
   * original rate, rounded once, less what was returned; so the last one absorbs the rounding.
   */
  private static Amounts refunded(
      Money amount, Execution original, Rail rail, RefundPrice price, Money inAll, Money returned) {
    var rates = price.rates();
    var currency = original.amounts().payer().currency();
    var limits = rail.limits(OperationType.REFUND, currency);
    var due = rates.convert(inAll, currency).amount();
    var whole = Money.of(due.setScale(limits.decimals(), RoundingMode.DOWN), currency);
    var back = whole.minus(returned);
    if (back.compareTo(limits.least()) < 0) {
      throw Refused.body(
          SESSION,
          ErrorCode.AMOUNT_TOO_SMALL,
          "%s takes at least %s".formatted(rail.method(), limits.least()));
    }
    if (back.compareTo(limits.most()) > 0) {
      throw Refused.body(
          SESSION,
          ErrorCode.AMOUNT_TOO_LARGE,
          "%s takes at most %s".formatted(rail.method(), limits.most()));
    }
    var quote = price.quote();
    return new Amounts(
        amount,
        quote.platformFee(),
        quote.gatewayFee(),
        Money.zero(amount.currency()),
        amount.minus(rates.convert(back, amount.currency())),
        quote.payer(),
        back);
  }

  private static Supplier<Instrument> instrument(
      Wish.Collect wish, PaymentAccount account, Rail rail) {
    return () ->
        rail.isCard() ? new Instrument.Card(wish.card().or(account::card)) : phone(account);
  }

  private static Instrument phone(PaymentAccount account) {
    return new Instrument.Phone(account.phone().orElseThrow());
  }

  private Route route(
      Wish wish, PaymentAccount account, Rail rail, Supplier<Instrument> instrument) {
    var reach =
        gateways
            .forNetwork(rail.network())
            .map(gateway ->
                new Reach(
                    gateway.name(),
                    GatewayKey.of(wish.merchant(), wish.operation(), wish.reference()),
                    instrument.get(),
                    Optional.empty()));
    return new Route(Optional.of(account.id()), rail.method(), reach);
  }

  private Quote quote(Wish wish, Session session, Rail rail, CurrencyCode payer, FeeBearer bearer) {
    var request =
        new QuoteRequest(
            wish.merchant(),
            wish.operation(),
            rail,
            session.amount(),
            payer,
            bearer,
            session.createdAt());
    return switch (fees.quote(request)) {
      case Quoted.Costs costs -> costs.quote();
      case Quoted.OutOfRange outside ->
          throw Refused.body(SESSION, outside.code(), outside.message());
    };
  }
}
