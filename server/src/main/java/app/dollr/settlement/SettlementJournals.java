package app.dollr.settlement;

import static app.dollr.ledger.AccountType.BANK;
import static app.dollr.ledger.AccountType.GATEWAY_CLEARING;
import static app.dollr.ledger.AccountType.GATEWAY_COST;

import app.dollr.executions.Settled;
import app.dollr.ledger.AccountType;
import app.dollr.ledger.Journal;
import app.dollr.ledger.Journal.Postings;
import app.dollr.ledger.JournalKind;
import app.dollr.values.ExecutionId;
import app.dollr.values.JournalId;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What statements do to the ledger: what a gateway has charged, in the books of the merchant whose
 * execution it is, or else in the platform's own; and what went to the bank or came from it, in the
 * platform's own. What a line says has moved for an execution is in the books already.
 */
final class SettlementJournals {
  private final Supplier<JournalId> ids;

  SettlementJournals(Supplier<JournalId> ids) {
    this.ids = ids;
  }

  /** What is written for a line; nothing where there is nothing, or nobody knows whose it is. */
  Optional<Journal> of(String gateway, Line line, Optional<Settled> settled, Instant now) {
    if (line.kind() == LineKind.BANK) {
      return bank(gateway, line, now);
    }
    boolean nobodys = settled.isEmpty() && (line.kind() != LineKind.FEE || line.key().isPresent());
    if (nobodys || line.charged().isZero()) {
      return Optional.empty();
    }
    var postings = new Postings().add(GATEWAY_COST, GATEWAY_CLEARING, line.charged());
    var merchant = settled.map(Settled::merchant).orElse(MerchantId.PLATFORM);
    var execution = settled.map(Settled::id);
    return journal(merchant, JournalKind.GATEWAY_CHARGE, execution, gateway, postings, now);
  }

  /**
   * What is written for a line that nothing explains, once an operator has.
   *
   * @param account where it belongs: GATEWAY_COST or BANK
   */
  Optional<Journal> explained(String gateway, Money net, AccountType account, Instant now) {
    var postings = new Postings().add(account, GATEWAY_CLEARING, net.negated());
    var kind = account == BANK ? JournalKind.SETTLEMENT : JournalKind.GATEWAY_CHARGE;
    return journal(MerchantId.PLATFORM, kind, Optional.empty(), gateway, postings, now);
  }

  private Optional<Journal> bank(String gateway, Line line, Instant now) {
    var postings =
        new Postings()
            .add(BANK, GATEWAY_CLEARING, line.amount().negated())
            .add(GATEWAY_COST, GATEWAY_CLEARING, line.charged());
    return journal(
        MerchantId.PLATFORM, JournalKind.SETTLEMENT, Optional.empty(), gateway, postings, now);
  }

  private Optional<Journal> journal(
      MerchantId merchant,
      JournalKind kind,
      Optional<ExecutionId> execution,
      String gateway,
      Postings postings,
      Instant now) {
    return postings.all().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Journal(
                merchant,
                ids.get(),
                kind,
                execution,
                Optional.empty(),
                Optional.empty(),
                Optional.of(gateway),
                postings.all(),
                now));
  }
}
