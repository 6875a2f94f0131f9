package app.dollr.merchants;

import app.dollr.platform.database.Database;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.Step;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.random.Randomness;
import app.dollr.platform.secrets.SlowHash;
import app.dollr.values.MerchantId;
import app.dollr.values.PhoneNumber;
import app.dollr.values.Secret;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * The passcodes by which people approve payouts. Every attempt is counted, in a commit of its own,
 * before its code is looked at, so that many at once are not more than five in all. For the same
 * reason a holder's attempts take turns: those under way count as wrong until they prove right, and
 * many right ones at once must not lock him out.
 */
public final class Passcodes {
  private static final int MOST_FAILURES = 5;
  private static final Duration LOCK = Duration.ofMinutes(15);
  private static final int DIGITS = 6;

  /** How many attempts of one holder a node looks at at once. */
  private static final int MOST_AT_ONCE = 2;

  private record Holder(MerchantId merchant, long passcode) {}

  private final Database database;
  private final PasscodeStore store = new PasscodeStore();
  private final SlowHash hashes = new SlowHash();
  private final LoadingCache<Holder, Semaphore> holders =
      Caffeine.newBuilder().weakValues().build(holder -> new Semaphore(MOST_AT_ONCE));
  private final String nobodysHash = hashes.of(Randomness.secret(""));
  private final Clock clock;

  Passcodes(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A passcode that is hashed already.
   *
   * @param step by which a merchant is given it
   */
  record Prepared(NewPasscode passcode, Function<MerchantId, Step<Done>> step) {}

  /** A passcode of six random digits, for a merchant that is about to be. */
  Prepared prepare() {
    var code = Secret.of(Randomness.digits(DIGITS));
    var phone = new PhoneNumber("23177" + Randomness.digits(7));
    var hash = hashes.of(code);
    return new Prepared(
        new NewPasscode(code, phone),
        merchant -> store.setDefault(merchant, phone, hash, clock.instant()));
  }

  /** Gives a merchant its own passcode, in place of the one it had. */
  public NewPasscode set(MerchantId merchant, NewPasscode passcode) {
    var hash = hashes.of(passcode.code());
    database.run(store.setDefault(merchant, passcode.phone(), hash, clock.instant()));
    return passcode;
  }

  /**
   * Lets pass whoever knows the code.
   *
   * @throws Refused with PASSCODE_INVALID for a wrong code and an unknown holder alike, or with
   *     PASSCODE_LOCKED after five wrong ones, for 15 minutes
   */
  public void check(MerchantId merchant, PasscodeAttempt attempt) {
    var passcode = database.run(store.find(merchant, attempt));
    if (passcode.isEmpty()) {
      hashes.matches(attempt.code(), nobodysHash);
      throw invalid();
    }
    var turns = holders.get(new Holder(merchant, passcode.get().id()));
    turns.acquireUninterruptibly();
    try {
      check(merchant, passcode.get(), attempt);
    } finally {
      turns.release();
    }
  }

  private void check(MerchantId merchant, Passcode passcode, PasscodeAttempt attempt) {
    var now = clock.instant();
    long id = passcode.id();
    if (database.run(store.count(merchant, id, MOST_FAILURES, now.plus(LOCK), now)) == 0) {
      throw Refused.of(ErrorCode.PASSCODE_LOCKED);
    }
    if (!hashes.matches(attempt.code(), passcode.hash())) {
      throw invalid();
    }
    database.run(store.clear(merchant, id, clock.instant()));
  }

  /** Whether this is a passcode of the merchant's; not counted as an attempt. */
  public boolean isKnown(MerchantId merchant, NewPasscode passcode) {
    var attempt =
        new PasscodeAttempt(passcode.code(), Optional.empty(), Optional.of(passcode.phone()));
    return database
        .run(store.find(merchant, attempt))
        .filter(known -> hashes.matches(passcode.code(), known.hash()))
        .isPresent();
  }

  private static Refused invalid() {
    return Refused.bodyAt(List.of("passcode", "token", "code"), ErrorCode.PASSCODE_INVALID);
  }
}
