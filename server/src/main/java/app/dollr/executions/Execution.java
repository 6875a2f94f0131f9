package app.dollr.executions;

import app.dollr.gateways.Instruction;
import app.dollr.values.ExecutionId;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.ReferenceId;
import app.dollr.values.SessionId;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import java.time.Instant;
import java.util.Optional;

/**
 * One movement of money.
 *
 * @param requestHash SHA-256 of what was asked for, in hexadecimal
 * @param version raised by each change of state
 * @param route which way the money takes
 * @param books what it is for, and whose wallets it touches
 * @param quotedAt as of when fees and rates were quoted
 * @param word what the gateway has said
 * @param walletMessage why the wallet said no
 */
public record Execution(
    MerchantId merchant,
    ExecutionId id,
    OperationType operation,
    ReferenceId reference,
    String requestHash,
    ExecutionState state,
    int version,
    SessionId session,
    Route route,
    Books books,
    Amounts amounts,
    Instant quotedAt,
    GatewayWord word,
    Optional<String> walletMessage,
    Progress progress) {

  /** What has to move at the gateway: what the payer pays, or what the recipient gets. */
  Money moved() {
    return switch (operation) {
      case COLLECTION -> amounts.payer();
      case PAYOUT, TRANSFER, REFUND -> amounts.payee();
    };
  }

  /** What the gateway is told of it, the same each time; only where there is a gateway. */
  Instruction instruction() {
    var reach = route.reach().orElseThrow();
    return new Instruction(
        reach.key(),
        merchant,
        reference,
        operation,
        route.method(),
        reach.instrument(),
        moved(),
        reach.original());
  }

  /** Whether a payer has to act for it in a browser, now. */
  public boolean requiresAction() {
    return state == ExecutionState.AWAITING_PAYER;
  }

  /** Whether it is paid with a card. */
  boolean isByCard() {
    return route.method() == PaymentMethod.CREDIT_CARD;
  }

  /** This execution, about to be sent now. */
  Execution sent(Instant now) {
    return with(state, walletMessage, progress.sent(now));
  }

  /** This execution, refused by the wallet: it has failed before it began. */
  Execution failed(String why, Instant now) {
    return with(ExecutionState.FAILED, Optional.of(why), progress.ended(now));
  }

  /** This execution, moved to another state because of a gateway's word. */
  Execution moved(ExecutionState to, GatewayWord said, Instant now) {
    var ended = to.isFinal() ? progress.ended(now) : progress;
    return new Execution(
        merchant,
        id,
        operation,
        reference,
        requestHash,
        to,
        version + 1,
        session,
        route,
        books,
        amounts,
        quotedAt,
        to == ExecutionState.COMPLETED ? word.and(said).withoutReason() : word.and(said),
        walletMessage,
        ended);
  }

  private Execution with(
      ExecutionState newState, Optional<String> newMessage, Progress newProgress) {
    return new Execution(
        merchant,
        id,
        operation,
        reference,
        requestHash,
        newState,
        version,
        session,
        route,
        books,
        amounts,
        quotedAt,
        word,
        newMessage,
        newProgress);
  }
}
