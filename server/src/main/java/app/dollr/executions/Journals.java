package app.dollr.executions;

import static app.dollr.ledger.AccountType.FX_FEES;
import static app.dollr.ledger.AccountType.FX_POSITION;
import static app.dollr.ledger.AccountType.GATEWAY_CLEARING;
import static app.dollr.ledger.AccountType.GATEWAY_FEES;
import static app.dollr.ledger.AccountType.PARTY_WALLET;
import static app.dollr.ledger.AccountType.PLATFORM_FEES;
import static app.dollr.ledger.AccountType.RESERVED;
import static app.dollr.ledger.AccountType.ROUNDING;
import static app.dollr.ledger.AccountType.WALLET;

import app.dollr.ledger.AccountType;
import app.dollr.ledger.Journal;
import app.dollr.ledger.Journal.Postings;
import app.dollr.ledger.JournalKind;
import app.dollr.ledger.Ledger;
import java.time.Instant;
import java.util.Optional;

/** What executions do to the ledger. Each kind of money has its page here, and no other place. */
final class Journals {
  private final Ledger ledger;

  Journals(Ledger ledger) {
    this.ledger = ledger;
  }

  /** What is written when an execution is accepted; nothing for collections. */
  Optional<Journal> accepted(Execution execution, Instant now) {
    return switch (execution.operation()) {
      case COLLECTION -> Optional.empty();
      case PAYOUT, TRANSFER, REFUND ->
          Optional.of(
              execution.state() == ExecutionState.COMPLETED
                  ? moved(execution, now)
                  : reserved(execution, now));
    };
  }

  /** What is written when an execution is completed. */
  Journal completed(Execution execution, Instant now) {
    return switch (execution.operation()) {
      case COLLECTION -> collected(execution, now);
      case PAYOUT -> paidOut(execution, now);
      case REFUND -> refunded(execution, now);
      case TRANSFER ->
          throw new IllegalStateException("%s is moved at once".formatted(execution.reference()));
    };
  }

  /** What is written when an execution has failed; nothing for collections. */
  Optional<Journal> failed(Execution execution, Instant now) {
    return switch (execution.operation()) {
      case COLLECTION -> Optional.empty();
      case PAYOUT, TRANSFER, REFUND -> Optional.of(released(execution, now));
    };
  }

  /** The payer has paid the gateway; the merchant and those who charge get their parts. */
  private Journal collected(Execution execution, Instant now) {
    var amounts = execution.amounts();
    var postings = new Postings();
    if (amounts.exchanges()) {
      postings.add(GATEWAY_CLEARING, FX_POSITION, amounts.payer());
    }
    var source = amounts.exchanges() ? FX_POSITION : GATEWAY_CLEARING;
    postings
        .add(source, WALLET, amounts.payee())
        .add(source, PLATFORM_FEES, amounts.platformFee())
        .add(source, GATEWAY_FEES, amounts.gatewayFee())
        .add(source, FX_FEES, amounts.fxFee())
        .add(source, ROUNDING, amounts.rounding());
    return journal(execution, JournalKind.COLLECTION, postings, now);
  }

  /** What is to go out, fees included, is set aside. */
  private Journal reserved(Execution execution, Instant now) {
    var postings = new Postings().add(WALLET, RESERVED, execution.amounts().payer());
    return journal(execution, JournalKind.RESERVATION, postings, now);
  }

  /** What was set aside goes back. */
  private Journal released(Execution execution, Instant now) {
    var postings = new Postings().add(RESERVED, WALLET, execution.amounts().payer());
    return journal(execution, JournalKind.RELEASE, postings, now);
  }

  /** What was set aside has gone to the recipient, and to those who charge. */
  private Journal paidOut(Execution execution, Instant now) {
    var postings = new Postings().add(RESERVED, GATEWAY_CLEARING, execution.amounts().payee());
    return journal(execution, JournalKind.PAYOUT, fees(postings, RESERVED, execution), now);
  }

  /** Money has gone to a party's wallet at once. */
  private Journal moved(Execution execution, Instant now) {
    var postings = new Postings().add(WALLET, PARTY_WALLET, execution.amounts().payee());
    return journal(execution, JournalKind.TRANSFER, fees(postings, WALLET, execution), now);
  }

  /** What was set aside has gone back to the payer, perhaps in another currency. */
  private Journal refunded(Execution execution, Instant now) {
    var amounts = execution.amounts();
    var postings = new Postings();
    if (amounts.exchanges()) {
      postings
          .add(RESERVED, FX_POSITION, amounts.payer().minus(amounts.rounding()))
          .add(FX_POSITION, GATEWAY_CLEARING, amounts.payee());
    } else {
      postings.add(RESERVED, GATEWAY_CLEARING, amounts.payee());
    }
    postings.add(RESERVED, ROUNDING, amounts.rounding());
    return journal(execution, JournalKind.REFUND, postings, now);
  }

  private static Postings fees(Postings postings, AccountType from, Execution execution) {
    return postings
        .add(from, PLATFORM_FEES, execution.amounts().platformFee())
        .add(from, GATEWAY_FEES, execution.amounts().gatewayFee());
  }

  private Journal journal(Execution execution, JournalKind kind, Postings postings, Instant now) {
    return new Journal(
        execution.merchant(),
        ledger.nextId(),
        kind,
        Optional.of(execution.id()),
        Optional.of(execution.books().wallet()),
        execution.books().partyWallet(),
        execution.route().gateway(),
        postings.all(),
        now);
  }
}
