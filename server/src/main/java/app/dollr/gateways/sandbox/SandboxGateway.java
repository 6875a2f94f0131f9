package app.dollr.gateways.sandbox;

import app.dollr.gateways.Gateway;
import app.dollr.gateways.Instruction;
import app.dollr.gateways.NewsListener;
import app.dollr.gateways.Outcome;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.Transaction;
import app.dollr.platform.http.Resource;
import app.dollr.platform.jobs.AtOnce;
import app.dollr.platform.jobs.Job;
import app.dollr.platform.random.Randomness;
import app.dollr.simulators.mobile.Verdict;
import app.dollr.simulators.mobile.Verdict.Direction;
import app.dollr.values.ReferenceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mobile-money operators of the sandbox. They decide by the last three digits of the phone
 * number, commit to books of their own over connections of their own, and call back once they have
 * worked an instruction off: what we lose in a crash has nevertheless «really» happened.
 */
public final class SandboxGateway implements Gateway, Job {
  private static final Logger LOG = LoggerFactory.getLogger(SandboxGateway.class);

  /** The name it is kept under. */
  static final String NAME = "sandbox";

  /** Until then others are called back about, so that one that is never heard holds up none. */
  private static final Duration CALL_AGAIN_AFTER = Duration.ofSeconds(1);

  private static final int MOST_AT_ONCE = 100;

  private final Database books;
  private final BookStore store = new BookStore();
  private final SandboxConfig config;
  private final Clock clock;
  private final NewsListener listener;
  private final Faults faults = new Faults();
  private final AtOnce callbacks = new AtOnce(MOST_AT_ONCE);

  /**
   * The operators.
   *
   * @param books a pool of their own
   * @param listener who is called back
   */
  public SandboxGateway(Database books, SandboxConfig config, Clock clock, NewsListener listener) {
    this.books = books;
    this.config = config;
    this.clock = clock;
    this.listener = listener;
  }

  /** The operator's routes: faults, and decisions about what waits here or with {@code cards}. */
  public Resource adminResource(SandboxCards cards) {
    return new SandboxAdminResource(this, cards);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Outcome submit(Instruction instruction) {
    Transaction.refuseInside("a gateway call");
    if (faults.take(Fault.UNREACHABLE)) {
      return new Outcome.Uncertain("connection refused");
    }
    try {
      var entry = written(entry(instruction));
      return faults.take(Fault.TIMEOUT)
          ? new Outcome.Uncertain("no answer in time")
          : entry.outcome();
    } catch (RuntimeException e) {
      LOG.warn("the sandbox's books are out of reach", e);
      return new Outcome.Uncertain(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Outcome ask(Instruction instruction) {
    Transaction.refuseInside("a gateway call");
    try {
      return books
          .run(store.find(instruction.key().value()))
          .map(Entry::outcome)
          .orElseGet(Outcome.Absent::new);
    } catch (RuntimeException e) {
      LOG.warn("the sandbox's books are out of reach", e);
      return new Outcome.Uncertain(String.valueOf(e.getMessage()));
    }
  }

  /** Works off what is due and calls back. */
  @Override
  public boolean runOnce() {
    boolean settled = books.run(store.settleDue(clock.instant(), MOST_AT_ONCE)) > 0;
    var due = books.run(store.callbacksDue(clock.instant(), MOST_AT_ONCE));
    long heard = callbacks.run(due, Entry::key, this::callBack);
    return settled || heard > 0;
  }

  @Override
  public Optional<Instant> oldestDue() {
    return books.run(store.oldestDue());
  }

  /** The faults that can be switched on. */
  public Faults faults() {
    return faults;
  }

  /**
   * Decides about what waits under a reference; it is worked off at once.
   *
   * @return whether anything did
   */
  public boolean resolve(ReferenceId reference, boolean completed) {
    var verdict =
        completed ? Verdict.yes() : Verdict.no("PAYMENT_NOT_APPROVED", "Resolved as failed.");
    return books.run(store.resolve(reference, verdict, clock.instant())) > 0;
  }

  /** What the books hold under an instruction's key once it is written, durably. */
  private Entry written(NewEntry entry) {
    var record = store.record(entry);
    var find = store.find(entry.instruction().key().value());
    return books.runShared(List.of(record, find)).of(find).orElseThrow();
  }

  private NewEntry entry(Instruction instruction) {
    var now = clock.instant();
    var verdict = Verdict.on(direction(instruction), instruction.instrument().phone().digits());
    boolean settled = verdict.isPresent() && config.settlementDelay().isZero();
    boolean twice = faults.take(Fault.DUPLICATE);
    boolean late = faults.take(Fault.LATE);
    boolean silent = faults.take(Fault.NO_CALLBACK);
    boolean other = faults.take(Fault.OTHER_AMOUNT);
    var settleAt = verdict.filter(v -> !settled).map(v -> now.plus(config.settlementDelay()));
    int callbacks = silent ? 0 : twice ? 2 : settled ? 0 : 1;
    var calledBack = settled ? Optional.of(now) : Optional.<Instant>empty();
    return new NewEntry(
        instruction,
        verdict,
        settled,
        settleAt,
        callbacks,
        late ? Optional.of(settleAt.orElse(now).plus(config.lateness())) : calledBack,
        instruction.amount().minorUnits() + (other ? 1 : 0),
        Randomness.digits(11),
        now);
  }

  private static Direction direction(Instruction instruction) {
    return switch (instruction.operation()) {
      case COLLECTION -> Direction.PAYS;
      case PAYOUT, TRANSFER, REFUND -> Direction.RECEIVES;
    };
  }

  private boolean callBack(Entry entry) {
    try {
      listener.hear(entry.news());
      books.run(store.calledBack(entry.key()));
      return true;
    } catch (RuntimeException e) {
      LOG.warn("calling back about {} failed; it will be tried again", entry.reference(), e);
      books.run(store.notHeard(entry.key(), clock.instant().plus(CALL_AGAIN_AFTER)));
      return false;
    }
  }
}
