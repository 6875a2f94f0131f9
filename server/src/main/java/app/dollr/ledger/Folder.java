package app.dollr.ledger;

import app.dollr.platform.crash.CrashPoint;
import app.dollr.platform.crash.CrashPoints;
import app.dollr.platform.database.Database;
import app.dollr.platform.jobs.Job;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The job that folds credits into their wallets' rows, so that a balance is a short sum. */
final class Folder implements Job {
  private static final int LEAST_CREDITS = 200;
  private static final int MOST_WALLETS = 50;

  private final Database database;
  private final LedgerStore store;
  private final Clock clock;

  Folder(Database database, LedgerStore store, Clock clock) {
    this.database = database;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public boolean runOnce() {
    var due = database.run(store.foldable(LEAST_CREDITS, MOST_WALLETS));
    for (var wallet : due) {
      CrashPoints.reach(CrashPoint.BEFORE_FOLD);
      database.run(
          List.of(
              store.lock(wallet.merchant(), wallet.wallet()),
              store.fold(wallet.merchant(), wallet.wallet(), clock.instant())));
      CrashPoints.reach(CrashPoint.AFTER_FOLD);
    }
    return due.size() == MOST_WALLETS;
  }

  @Override
  public Optional<Instant> oldestDue() {
    return Optional.empty();
  }
}
