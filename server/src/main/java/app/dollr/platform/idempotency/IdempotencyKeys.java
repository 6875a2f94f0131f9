package app.dollr.platform.idempotency;

import app.dollr.platform.database.Database;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Problem;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Caller;
import app.dollr.platform.http.Replays;
import app.dollr.platform.secrets.Hashes;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Calls made once by their key. The key is claimed in the transaction that does the work and keeps
 * its answer, so neither is there without the other; a second call waits for the first.
 */
public final class IdempotencyKeys implements Replays {
  private static final Duration KEPT = Duration.ofHours(24);

  private final Database database;
  private final IdempotencyStore store = new IdempotencyStore();
  private final Clock clock;

  public IdempotencyKeys(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Answer once(Caller caller, String key, byte[] request, Supplier<Answer> work) {
    var hash = Hashes.sha256(request);
    return database.joined(() -> {
      var now = clock.instant();
      database.run(store.removeOld(caller.merchant(), key, now.minus(KEPT)));
      if (database.run(store.claim(caller.merchant(), key, hash, now)) == 0) {
        return replay(caller, key, hash);
      }
      var answer = work.get();
      database.run(store.keep(caller.merchant(), key, answer));
      return answer;
    });
  }

  /** Forgets the keys that are a day old. */
  public void removeOld() {
    database.run(store.removeAllOld(clock.instant().minus(KEPT)));
  }

  private Answer replay(Caller caller, String key, byte[] hash) {
    var kept = database.run(store.find(caller.merchant(), key)).orElseThrow();
    if (!Arrays.equals(kept.requestHash(), hash)) {
      throw Refused.of(
          List.of(Problem.of(ErrorCode.IDEMPOTENCY_KEY_REUSED, "header", "Idempotency-Key")));
    }
    return kept.answer().withHeader("Idempotent-Replayed", "true");
  }
}
