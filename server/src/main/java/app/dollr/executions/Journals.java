package app.dollr.executions;

import static app.dollr.ledger.AccountType.FX_FEES;
import static app.dollr.ledger.AccountType.FX_POSITION;
import static app.dollr.ledger.AccountType.GATEWAY_CLEARING;
import static app.dollr.ledger.AccountType.GATEWAY_COST;
import static app.dollr.ledger.AccountType.GATEWAY_FEES;
import static app.dollr.ledger.AccountType.MERCHANT_RECEIVABLE;
import static app.dollr.ledger.AccountType.PARTY_WALLET;
import static app.dollr.ledger.AccountType.PLATFORM_FEES;
import static app.dollr.ledger.AccountType.RESERVED;
import static app.dollr.ledger.AccountType.ROUNDING;
import static app.dollr.ledger.AccountType.SUSPENSE;
import static app.dollr.ledger.AccountType.WALLET;

import app.dollr.ledger.AccountType;
import app.dollr.ledger.Journal;
import app.dollr.ledger.Journal.Postings;
import app.dollr.ledger.JournalKind;
import app.dollr.ledger.Ledger;
import app.dollr.values.CurrencyCode;
import app.dollr.values.JournalId;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.WalletId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** What executions do to the ledger. Each kind of money has its page here, and no other place. */
final class Journals {
  /** Which gateway the gateway accounts mean where money stays in the books. */
  private static final String NO_GATEWAY = "platform";

  private final Supplier<JournalId> ids;
  private final BiFunction<MerchantId, CurrencyCode, WalletId> wallets;

  Journals(Ledger ledger) {
    this(ledger::nextId, ledger::wallet);
  }

  /**
   * The journals.
   *
   * @param wallets finds a merchant's own wallet in a currency
   */
  Journals(Supplier<JournalId> ids, BiFunction<MerchantId, CurrencyCode, WalletId> wallets) {
    this.ids = ids;
    this.wallets = wallets;
  }

  /**
   * What is written when an execution is accepted; nothing for collections.
   *
   * @param id gives the journal's id, which must not be fetched inside a transaction
   */
  Optional<Journal> accepted(Execution execution, Supplier<JournalId> id, Instant now) {
    return switch (execution.operation()) {
      case COLLECTION -> Optional.empty();
      case PAYOUT, TRANSFER, REFUND ->
          Optional.of(
              execution.state() == ExecutionState.COMPLETED
                  ? moved(execution, id.get(), now)
                  : reserved(execution, id.get(), now));
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
  private Journal reserved(Execution execution, JournalId id, Instant now) {
    var postings = new Postings().add(WALLET, RESERVED, execution.amounts().payer());
    return journal(execution, id, JournalKind.RESERVATION, postings, now);
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
  private Journal moved(Execution execution, JournalId id, Instant now) {
    var postings = new Postings().add(WALLET, PARTY_WALLET, execution.amounts().payee());
    var kind =
        switch (execution.operation()) {
          case PAYOUT -> JournalKind.PAYOUT;
          case COLLECTION, TRANSFER, REFUND -> JournalKind.TRANSFER;
        };
    return journal(execution, id, kind, fees(postings, WALLET, execution), now);
  }

  /** What was set aside has gone back to the payer, perhaps in another currency. */
  private Journal refunded(Execution execution, Instant now) {
    var amounts = execution.amounts();
    var postings = new Postings();
    if (amounts.exchanges()) {
      postings
          .add(RESERVED, FX_POSITION, amounts.base().minus(amounts.rounding()))
          .add(FX_POSITION, GATEWAY_CLEARING, amounts.payee());
    } else {
      postings.add(RESERVED, GATEWAY_CLEARING, amounts.payee());
    }
    postings.add(RESERVED, ROUNDING, amounts.rounding());
    return journal(execution, JournalKind.REFUND, fees(postings, RESERVED, execution), now);
  }

  /** A payout or refund that was completed and comes back: all it did is undone. */
  Journal turnedBack(Execution execution, Instant now) {
    var done = completed(execution, now);
    var postings = new Postings();
    done.postings()
        .forEach(
            posting -> postings.add(free(posting.to()), free(posting.from()), posting.amount()));
    return journal(execution, done.id(), JournalKind.COMPENSATION, postings, now);
  }

  /** What is set aside is turned back to where it is free. */
  private static AccountType free(AccountType account) {
    return account == RESERVED ? WALLET : account;
  }

  /**
   * The payer's bank has taken a payment back: the wallet bears it, and what it has not is owed.
   */
  Journal withdrawn(Execution execution, Dispute dispute, Instant now) {
    boolean exchanges = !dispute.charged().currency().equals(dispute.amount().currency());
    var to = exchanges ? FX_POSITION : GATEWAY_CLEARING;
    var postings =
        new Postings()
            .add(WALLET, to, dispute.charged().minus(dispute.owed()))
            .add(MERCHANT_RECEIVABLE, to, dispute.owed());
    if (exchanges) {
      postings.add(FX_POSITION, GATEWAY_CLEARING, dispute.amount());
    }
    return journal(execution, JournalKind.DISPUTE, postings, now);
  }

  /** The payer's bank has given it back: what was owed is not any more, and the rest returns. */
  Journal reinstated(Execution execution, Dispute dispute, Instant now) {
    boolean exchanges = !dispute.charged().currency().equals(dispute.amount().currency());
    var from = exchanges ? FX_POSITION : GATEWAY_CLEARING;
    var postings = new Postings();
    if (exchanges) {
      postings.add(GATEWAY_CLEARING, FX_POSITION, dispute.amount());
    }
    postings
        .add(from, MERCHANT_RECEIVABLE, dispute.owed())
        .add(from, WALLET, dispute.charged().minus(dispute.owed()));
    return journal(execution, JournalKind.DISPUTE_REVERSAL, postings, now);
  }

  /**
   * What a dispute took into SUSPENSE has come back, and goes where that has come to lie; nothing
   * is written where the operator has said already that the gateway has it.
   */
  Optional<Journal> reinstated(GatewayException stray, Instant now) {
    var finding = stray.finding();
    var amount = finding.money().orElseThrow().amount();
    var to = stray.resolution().map(settled -> account(settled, false)).orElse(SUSPENSE);
    if (to == GATEWAY_CLEARING) {
      return Optional.empty();
    }
    var postings = new Postings().add(GATEWAY_CLEARING, to, amount);
    var wallet =
        to == WALLET
            ? Optional.of(wallets.apply(finding.merchant(), amount.currency()))
            : Optional.<WalletId>empty();
    return Optional.of(journal(finding, JournalKind.DISPUTE_REVERSAL, wallet, postings, now));
  }

  /** A wallet pays what its merchant owed. */
  Journal recovered(Execution execution, Money paid, Instant now) {
    var postings = new Postings().add(WALLET, MERCHANT_RECEIVABLE, paid);
    return journal(execution, JournalKind.RECOVERY, postings, now);
  }

  /** A gateway says money has moved, or has not, and the books cannot tell why. */
  Journal unexplained(Finding finding, Unexplained money, Instant now) {
    var postings = new Postings();
    if (money.incoming()) {
      postings.add(GATEWAY_CLEARING, SUSPENSE, money.amount());
    } else {
      postings.add(SUSPENSE, GATEWAY_CLEARING, money.amount());
    }
    return journal(finding, JournalKind.EXCEPTION, Optional.empty(), postings, now);
  }

  /**
   * An operator has settled what was unexplained.
   *
   * @param asked the part of it that is taken as what was asked for, whose own journal follows
   */
  Journal resolved(
      Finding finding,
      Unexplained money,
      Resolution resolution,
      Optional<Money> asked,
      Instant now) {
    var rest = asked.map(money.amount()::minus).orElse(money.amount());
    var sign = money.incoming() ? rest : rest.negated();
    var postings = new Postings();
    asked.ifPresent(
        part -> postings.add(SUSPENSE, GATEWAY_CLEARING, money.incoming() ? part : part.negated()));
    var to = account(resolution, asked.isPresent() && !money.incoming());
    postings.add(SUSPENSE, to, sign);
    boolean touchesWallet = to == WALLET && !rest.isZero();
    var wallet =
        touchesWallet
            ? Optional.of(wallets.apply(finding.merchant(), rest.currency()))
            : Optional.<WalletId>empty();
    return journal(finding, JournalKind.RESOLUTION, wallet, postings, now);
  }

  /** Where what is settled comes to lie; what a payout moved too much is the platform's loss. */
  private static AccountType account(Resolution resolution, boolean paidTooMuch) {
    return switch (resolution) {
      case REFUND -> GATEWAY_CLEARING;
      case CREDIT -> paidTooMuch ? GATEWAY_COST : WALLET;
      case WRITE_OFF -> GATEWAY_COST;
      case COMPENSATED -> throw new IllegalArgumentException("nothing is left to settle");
    };
  }

  private static Postings fees(Postings postings, AccountType from, Execution execution) {
    return postings
        .add(from, PLATFORM_FEES, execution.amounts().platformFee())
        .add(from, GATEWAY_FEES, execution.amounts().gatewayFee());
  }

  private Journal journal(
      Finding finding,
      JournalKind kind,
      Optional<WalletId> wallet,
      Postings postings,
      Instant now) {
    return new Journal(
        finding.merchant(),
        ids.get(),
        kind,
        finding.execution(),
        wallet,
        Optional.empty(),
        Optional.of(finding.gateway()),
        postings.all(),
        now);
  }

  private Journal journal(Execution execution, JournalKind kind, Postings postings, Instant now) {
    return journal(execution, ids.get(), kind, postings, now);
  }

  private static Journal journal(
      Execution execution, JournalId id, JournalKind kind, Postings postings, Instant now) {
    return new Journal(
        execution.merchant(),
        id,
        kind,
        Optional.of(execution.id()),
        Optional.of(execution.books().wallet()),
        execution.books().partyWallet(),
        Optional.of(execution.route().gateway().orElse(NO_GATEWAY)),
        postings.all(),
        now);
  }
}
