package app.dollr.executions;

import app.dollr.fees.Fees;
import app.dollr.gateways.DisputeNews;
import app.dollr.gateways.DisputeNews.Standing;
import app.dollr.ledger.Journal;
import app.dollr.ledger.Ledger;
import app.dollr.ledger.WalletStatus;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.GuardFailed;
import app.dollr.platform.database.Step;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Paging;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.WalletId;
import app.dollr.wire.EventType;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Disputes of collections. When a gateway takes the money back, the merchant bears it: its wallet
 * pays what it has, and what it has not stands as MERCHANT_RECEIVABLE until later credits bring it.
 * When the money comes back, so does what was paid and what is owed. The fees stay where they are.
 *
 * <p>What a gateway says of a dispute is the whole truth of its moment, and only what differs from
 * what is written moves money: so it may come twice and out of order.
 */
final class Disputes {
  private static final Logger LOG = LoggerFactory.getLogger(Disputes.class);
  private static final int MOST_COLLISIONS = 10;
  private static final int MOST_AT_ONCE = 100;
  private static final MerchantId FIRST = new MerchantId(1);

  private final Database database;
  private final ExecutionStore executions;
  private final DisputeStore store;
  private final Ledger ledger;
  private final Fees fees;
  private final Journals journals;
  private final StrayDisputes strays;
  private final Clock clock;

  Disputes(
      Database database,
      ExecutionStore executions,
      DisputeStore store,
      Executions.Rooms rooms,
      Journals journals,
      StrayDisputes strays,
      Clock clock) {
    this.database = database;
    this.executions = executions;
    this.store = store;
    this.ledger = rooms.ledger();
    this.fees = rooms.fees();
    this.journals = journals;
    this.strays = strays;
    this.clock = clock;
  }

  /** Takes in how it stands with a dispute. Safe to repeat. */
  void hear(DisputeNews news) {
    var disputed =
        database
            .run(executions.find(news.merchant(), news.reference()))
            .filter(execution -> execution.operation() == OperationType.COLLECTION);
    var collected = disputed.filter(e -> e.state() == ExecutionState.COMPLETED);
    for (int attempt = 0; attempt < MOST_COLLISIONS; attempt++) {
      var stray = strays.find(news);
      boolean done =
          collected.isPresent()
              ? takenIn(collected.get(), news, stray.filter(Disputes::isTaken), attempt)
              : strays.takenIn(news, disputed, stray);
      if (done) {
        return;
      }
    }
    throw new IllegalStateException("%s keeps changing".formatted(news.dispute()));
  }

  /** The merchant's disputes, the newest first. */
  Paging.Page<Dispute> list(MerchantId merchant, Paging paging) {
    if (paging.after().isPresent()
        && !database.run(store.isKnown(merchant, paging.after().get()))) {
      throw Refused.query("starting_after", ErrorCode.CURSOR_UNKNOWN);
    }
    var items = database.run(store.list(merchant, paging));
    boolean more = items.size() > paging.limit();
    return new Paging.Page<>(items, more ? database.run(store.count(merchant)) : items.size());
  }

  /** Takes from wallets what their merchants still owe, as far as it is there now. */
  void recover() {
    var merchant = FIRST;
    long after = 0;
    while (true) {
      var owed = database.run(store.owed(merchant, after, MOST_AT_ONCE));
      owed.forEach(this::recover);
      if (owed.size() < MOST_AT_ONCE) {
        return;
      }
      merchant = owed.getLast().merchant();
      after = owed.getLast().id();
    }
  }

  /** What the books have of disputes, by the gateway's ids of them. */
  List<Settled> settled(String gateway, String[] gatewayIds) {
    return database.run(store.disputed(gateway, gatewayIds)).stream()
        .map(dispute ->
            new Settled(
                dispute.merchant(),
                dispute.execution(),
                dispute.reference(),
                OperationType.COLLECTION,
                PaymentMethod.CREDIT_CARD,
                Optional.empty(),
                Optional.of(dispute.gatewayId()),
                dispute.amount(),
                dispute.withdrawn() || dispute.standing() == Standing.WON,
                dispute.openedAt()))
        .toList();
  }

  private static boolean isTaken(GatewayException stray) {
    return stray.reinstatedAt().isEmpty();
  }

  /**
   * Takes in a dispute of what was collected.
   *
   * @param stray what of it stands in SUSPENSE, for the books knew nothing of the payment then:
   *     that is undone, unless an operator has settled it and the gateway still has the money
   */
  private boolean takenIn(
      Execution execution, DisputeNews news, Optional<GatewayException> stray, int attempt) {
    if (news.withdrawn() && stray.flatMap(GatewayException::resolution).isPresent()) {
      LOG.info("{} of {} was settled by an operator", news.dispute(), news.reference());
      return true;
    }
    var known = database.run(store.find(news.merchant(), news.gateway(), news.dispute()));
    if (stray.isEmpty() && known.isPresent() && says(known.get(), news)) {
      return true;
    }
    var now = clock.instant();
    var before = known.orElseGet(() -> begun(execution, news));
    var after = after(before, execution, news, attempt);
    var told = told(known, after);
    List<Step<?>> steps = new ArrayList<>();
    steps.add(known.isPresent() ? store.change(after, now) : store.add(after, now));
    if (!told.isEmpty()) {
      steps.add(store.tell(after, told));
    }
    stray.ifPresent(taken -> steps.addAll(strays.returned(taken, Optional.empty(), now)));
    journal(before, after, execution).ifPresent(journal -> steps.addAll(ledger.post(journal)));
    if (known.isEmpty()) {
      steps.add(strays.note(execution, news, now));
    }
    if (!after.isOpen()) {
      steps.add(store.settleException(after, now));
    }
    try {
      database.run(steps);
      LOG.atLevel(news.standing() == DisputeNews.Standing.WON ? Level.INFO : Level.ERROR)
          .log("{} of {} is {}", news.dispute(), news.reference(), news.standing());
      return true;
    } catch (GuardFailed failed) {
      return switch (failed.guard()) {
        case DisputeStore.CHANGED, ExceptionStore.RESOLVED, Ledger.INSUFFICIENT -> false;
        default -> throw failed;
      };
    }
  }

  private static boolean says(Dispute known, DisputeNews news) {
    boolean ended = !known.isOpen() && news.standing() == Standing.OPEN;
    return known.withdrawn() == news.withdrawn() && (known.standing() == news.standing() || ended);
  }

  /** A dispute as if nothing had happened yet. */
  private Dispute begun(Execution execution, DisputeNews news) {
    var nothing = Money.zero(execution.amounts().base().currency());
    return new Dispute(
        news.merchant(),
        database.run(store.nextId()),
        execution.id(),
        execution.reference(),
        news.gateway(),
        news.dispute(),
        news.amount(),
        news.reason(),
        Standing.OPEN,
        false,
        nothing,
        nothing,
        0,
        clock.instant(),
        clock.instant());
  }

  private Dispute after(Dispute before, Execution execution, DisputeNews news, int attempt) {
    if (before.withdrawn() == news.withdrawn()) {
      return before.with(news.standing(), before.withdrawn(), before.charged(), before.owed());
    }
    var nothing = Money.zero(before.charged().currency());
    if (!news.withdrawn()) {
      return before.with(news.standing(), false, nothing, nothing);
    }
    var charged = charged(execution, before.amount());
    var paid = attempt == 0 ? payable(execution.merchant(), wallet(execution), charged) : nothing;
    return before.with(news.standing(), true, charged, charged.minus(paid));
  }

  /** What is disputed in the currency of the wallet, at the rates of the payment. */
  private Money charged(Execution execution, Money disputed) {
    var currency = execution.amounts().base().currency();
    return disputed.currency().equals(currency)
        ? disputed
        : fees.rates(execution.quotedAt()).convert(disputed, currency);
  }

  /** What a wallet can pay of an amount now; another may be faster to take it. */
  private Money payable(MerchantId merchant, WalletId wallet, Money amount) {
    var available =
        ledger
            .find(merchant, wallet)
            .filter(found -> found.status() == WalletStatus.ACTIVE)
            .map(found -> found.available())
            .orElseGet(() -> Money.zero(amount.currency()));
    return available.compareTo(amount) < 0 ? available : amount;
  }

  private Optional<Journal> journal(Dispute before, Dispute after, Execution execution) {
    if (before.withdrawn() == after.withdrawn()) {
      return Optional.empty();
    }
    var now = clock.instant();
    return Optional.of(
        after.withdrawn()
            ? journals.withdrawn(execution, after, now)
            : journals.reinstated(execution, before, now));
  }

  private static List<EventType> told(Optional<Dispute> known, Dispute after) {
    List<EventType> told = new ArrayList<>();
    if (known.isEmpty()) {
      told.add(EventType.DISPUTE_CREATED);
    }
    boolean was = known.map(Dispute::withdrawn).orElse(false);
    if (after.withdrawn() && !was) {
      told.add(EventType.DISPUTE_FUNDS_WITHDRAWN);
    }
    if (!after.withdrawn() && was) {
      told.add(EventType.DISPUTE_FUNDS_REINSTATED);
    }
    if (!after.isOpen() && known.map(Dispute::isOpen).orElse(true) && told.size() < 2) {
      told.add(EventType.DISPUTE_CLOSED);
    }
    return told;
  }

  private void recover(Dispute dispute) {
    var execution =
        database.run(executions.find(dispute.merchant(), dispute.execution())).orElseThrow();
    var paid = payable(dispute.merchant(), wallet(execution), dispute.owed());
    if (!paid.isPositive()) {
      return;
    }
    var now = clock.instant();
    var after =
        dispute.with(dispute.standing(), true, dispute.charged(), dispute.owed().minus(paid));
    List<Step<?>> steps = new ArrayList<>();
    steps.add(store.change(after, now));
    steps.addAll(ledger.post(journals.recovered(execution, paid, now)));
    try {
      database.run(steps);
    } catch (GuardFailed failed) {
      switch (failed.guard()) {
        case DisputeStore.CHANGED, Ledger.INSUFFICIENT ->
            LOG.info("{} is recovered of next time", dispute.gatewayId());
        default -> throw failed;
      }
    }
  }

  private static WalletId wallet(Execution execution) {
    return execution.books().wallet();
  }
}
