package app.dollr.executions;

import app.dollr.accounts.PaymentAccount;
import app.dollr.checkout.Session;
import app.dollr.checkout.SessionKind;
import app.dollr.gateways.Gateways;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Problem;
import app.dollr.platform.errors.Refused;
import app.dollr.routing.Routing;
import app.dollr.wire.OperationType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that speaks against an execution, collected to be told at once. */
final class Objections {
  private final List<Problem> problems = new ArrayList<>();

  /** Notes what is wrong with the session, if anything is. */
  Objections session(Optional<Session> session, SessionKind kind, Instant now) {
    whatIsWrong(session, kind, now).ifPresent(code -> add("session_id", code));
    return this;
  }

  /** Notes what is wrong with the payment account, if anything is. */
  Objections account(
      String field,
      Optional<PaymentAccount> account,
      OperationType operation,
      Routing routing,
      Gateways gateways) {
    whatIsWrong(account, operation, routing, gateways)
        .ifPresentOrElse(
            code -> add(field, code),
            () ->
                obstacle(account, operation, routing)
                    .ifPresent(why -> add(field, ErrorCode.METHOD_UNAVAILABLE, why)));
    return this;
  }

  void add(String field, ErrorCode code) {
    problems.add(Problem.of(code, "body", field));
  }

  void add(String field, ErrorCode code, String message) {
    problems.add(new Problem(List.of("body", field), code, message, Map.of()));
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  /**
   * Ends the search.
   *
   * @throws Refused with all that was noted
   */
  void refuseIfAny() {
    if (!problems.isEmpty()) {
      throw Refused.of(problems);
    }
  }

  private static Optional<ErrorCode> whatIsWrong(
      Optional<Session> session, SessionKind kind, Instant now) {
    if (session.isEmpty()) {
      return Optional.of(ErrorCode.SESSION_UNKNOWN);
    }
    if (session.get().purpose().kind() != kind) {
      return Optional.of(ErrorCode.SESSION_WRONG_KIND);
    }
    if (session.get().isExpired(now)) {
      return Optional.of(ErrorCode.SESSION_EXPIRED);
    }
    return switch (session.get().status()) {
      case ACTIVE -> Optional.empty();
      case EXECUTED -> Optional.of(ErrorCode.SESSION_NOT_ACTIVE);
    };
  }

  private static Optional<ErrorCode> whatIsWrong(
      Optional<PaymentAccount> account,
      OperationType operation,
      Routing routing,
      Gateways gateways) {
    if (account.isEmpty()) {
      return Optional.of(ErrorCode.PAYMENT_ACCOUNT_UNKNOWN);
    }
    if (!account.get().active()) {
      return Optional.of(ErrorCode.PAYMENT_ACCOUNT_NOT_ACTIVE);
    }
    if (account.get().usedAt().isPresent()) {
      return Optional.of(ErrorCode.PAYMENT_ACCOUNT_USED);
    }
    if (account.get().operation() != operation) {
      return Optional.of(ErrorCode.PAYMENT_ACCOUNT_WRONG_OPERATION);
    }
    var rail = routing.rail(account.get().method());
    if (!rail.operations().contains(operation)) {
      return Optional.of(ErrorCode.METHOD_UNSUPPORTED);
    }
    boolean carried = rail.isInternal() || gateways.forNetwork(rail.network()).isPresent();
    return rail.available() && carried
        ? Optional.empty()
        : Optional.of(ErrorCode.METHOD_UNAVAILABLE);
  }

  private static Optional<String> obstacle(
      Optional<PaymentAccount> account, OperationType operation, Routing routing) {
    return account.flatMap(known -> routing.rail(known.method()).obstacle(operation));
  }
}
