package app.dollr.paypage;

import app.dollr.accounts.Accounts;
import app.dollr.accounts.CreatePaymentAccount;
import app.dollr.checkout.Checkout;
import app.dollr.executions.Executions;
import app.dollr.executions.Wish;
import app.dollr.parties.Parties;
import app.dollr.parties.Party;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.values.MerchantId;
import app.dollr.wire.OperationType;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What begins the payment a payer has agreed to. */
final class Payer {
  /** Somebody was faster; the page says how it stands. */
  private static final Set<ErrorCode> ALREADY =
      Set.of(
          ErrorCode.SOURCE_NOT_ACTIVE, ErrorCode.REFERENCE_DUPLICATE, ErrorCode.SESSION_NOT_ACTIVE);

  private final Parties parties;
  private final Accounts accounts;
  private final Checkout checkout;
  private final Executions executions;

  Payer(Parties parties, Accounts accounts, Checkout checkout, Executions executions) {
    this.parties = parties;
    this.accounts = accounts;
    this.checkout = checkout;
    this.executions = executions;
  }

  /** How long the price that a payer was shown is good for. */
  Duration quoteLifetime() {
    return checkout.quoteLifetime();
  }

  /**
   * Begins a payment as of the moment its ticket was quoted at. Safe to repeat: a ticket pays once,
   * and of several tickets for one document only one is taken.
   *
   * @throws Refused with SESSION_EXPIRED when the quote has become too old, or as {@link
   *     Executions#collect}
   */
  void pay(Visit visit, Choice choice, Ticket ticket) {
    var merchant = visit.ref().merchant();
    if (executions.find(merchant, OperationType.COLLECTION, ticket.reference()).isPresent()) {
      return;
    }
    var rail = choice.rail().orElseThrow();
    var party = party(visit, choice);
    var account =
        accounts.create(
            merchant,
            new CreatePaymentAccount(
                party.id(),
                OperationType.COLLECTION,
                party.fullname(),
                rail.network(),
                rail.method(),
                rail.country(),
                rail.isMobileMoney() ? choice.number() : Optional.empty(),
                Optional.empty()));
    try {
      var session = checkout.openCheckout(visit.ref(), ticket.quotedAt());
      executions.collect(
          new Wish.Collect(
              merchant,
              session.id(),
              account.id(),
              choice.currency().orElseThrow(),
              ticket.reference(),
              Optional.empty()));
    } catch (Refused refused) {
      if (!ALREADY.contains(refused.code())) {
        throw refused;
      }
    }
  }

  /** Calls off a payment by card that its payer has not finished, so that another can be begun. */
  void giveUp(Visit visit, Standing standing) {
    standing
        .payment()
        .ifPresent(
            payment -> executions.giveUpWaiting(visit.ref().merchant(), payment.reference()));
  }

  /** Whom the document is for; the account is kept with him, whoever's phone pays. */
  private Party party(Visit visit, Choice choice) {
    MerchantId merchant = visit.ref().merchant();
    return parties
        .findCounterparty(merchant, visit.document().counterparty())
        .flatMap(counterparty -> counterparty.party())
        .orElseGet(() ->
            parties.match(
                merchant,
                choice
                    .number()
                    .orElseThrow(() -> Refused.body("phone", ErrorCode.COUNTERPARTY_WITHOUT_PARTY)),
                Optional.empty(),
                Optional.empty()));
  }
}
