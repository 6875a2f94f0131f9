package app.dollr.executions;

import app.dollr.accounts.PaymentAccount;
import app.dollr.checkout.CheckoutSession;
import app.dollr.gateways.GatewayKey;
import app.dollr.gateways.Gateways;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Problem;
import app.dollr.platform.errors.Refused;
import app.dollr.routing.Rail;
import app.dollr.routing.Routing;
import app.dollr.values.CurrencyCode;
import app.dollr.values.ExecutionId;
import app.dollr.values.Money;
import app.dollr.values.PhoneNumber;
import app.dollr.wire.OperationType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a collection would be, if nothing speaks against it. It reads and writes nothing. */
final class CollectionPlan {
  private static final String SESSION = "session_id";
  private static final String ACCOUNT = "payment_account_id";

  private final Routing routing;
  private final Gateways gateways;

  CollectionPlan(Routing routing, Gateways gateways) {
    this.routing = routing;
    this.gateways = gateways;
  }

  /**
   * A collection that nothing speaks against.
   *
   * @param gateway the name of the gateway to use
   * @param payer what the payer pays
   * @param payee what the merchant gets
   */
  record Planned(
      CheckoutSession session,
      PaymentAccount account,
      PhoneNumber phone,
      String gateway,
      Money payer,
      Money payee) {

    Execution execution(
        StartCollection wish, ExecutionId id, Optional<Instant> sentAt, Instant now) {
      return new Execution(
          wish.merchant(),
          id,
          OperationType.COLLECTION,
          wish.reference(),
          wish.hash(),
          ExecutionState.ACCEPTED,
          0,
          session.id(),
          account.id(),
          session.kind(),
          session.document(),
          account.method(),
          gateway,
          GatewayKey.of(wish.merchant(), OperationType.COLLECTION, wish.reference()),
          phone,
          payer,
          payee,
          GatewayWord.NONE,
          now,
          sentAt,
          Optional.empty(),
          0);
    }
  }

  /**
   * The plan.
   *
   * @throws Refused with all that speaks against it
   */
  Planned check(
      StartCollection wish,
      Optional<CheckoutSession> session,
      Optional<PaymentAccount> account,
      Instant now) {
    List<Problem> problems = new ArrayList<>();
    session(session, now).ifPresent(code -> problems.add(problem(SESSION, code)));
    account(account).ifPresent(code -> problems.add(problem(ACCOUNT, code)));
    if (problems.isEmpty()) {
      var rail = routing.rail(account.orElseThrow().method());
      currency(wish.currency(), session.orElseThrow(), rail).ifPresent(problems::add);
    }
    if (!problems.isEmpty()) {
      throw Refused.of(problems);
    }
    return planned(session.orElseThrow(), account.orElseThrow());
  }

  private Planned planned(CheckoutSession session, PaymentAccount account) {
    var gateway = gateways.forNetwork(routing.rail(account.method()).network()).orElseThrow();
    return new Planned(
        session,
        account,
        account.phone().orElseThrow(),
        gateway.name(),
        session.total(),
        session.total());
  }

  private static Optional<ErrorCode> session(Optional<CheckoutSession> session, Instant now) {
    if (session.isEmpty()) {
      return Optional.of(ErrorCode.SESSION_UNKNOWN);
    }
    if (session.get().isExpired(now)) {
      return Optional.of(ErrorCode.SESSION_EXPIRED);
    }
    return switch (session.get().status()) {
      case ACTIVE -> Optional.empty();
      case EXECUTED -> Optional.of(ErrorCode.SESSION_NOT_ACTIVE);
    };
  }

  private Optional<ErrorCode> account(Optional<PaymentAccount> account) {
    if (account.isEmpty()) {
      return Optional.of(ErrorCode.PAYMENT_ACCOUNT_UNKNOWN);
    }
    if (!account.get().active()) {
      return Optional.of(ErrorCode.PAYMENT_ACCOUNT_NOT_ACTIVE);
    }
    if (account.get().operation() != OperationType.COLLECTION) {
      return Optional.of(ErrorCode.PAYMENT_ACCOUNT_WRONG_OPERATION);
    }
    var rail = routing.rail(account.get().method());
    if (!rail.available() || gateways.forNetwork(rail.network()).isEmpty()) {
      return Optional.of(ErrorCode.METHOD_UNAVAILABLE);
    }
    return Optional.empty();
  }

  private static Optional<Problem> currency(
      CurrencyCode payer, CheckoutSession session, Rail rail) {
    if (!rail.currencies().contains(payer)) {
      return Optional.of(problem("currency", ErrorCode.CURRENCY_UNSUPPORTED));
    }
    if (!payer.equals(session.total().currency())) {
      return Optional.of(problem("currency", ErrorCode.CURRENCY_MISMATCH));
    }
    return Optional.empty();
  }

  private static Problem problem(String field, ErrorCode code) {
    return Problem.of(code, "body", field);
  }
}
