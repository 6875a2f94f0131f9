package app.dollr.realtime;

import app.dollr.values.MerchantId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One payment and who watches it. */
final class Watched {
  /**
   * The name of a payment.
   *
   * @param reference in lower case
   */
  record Name(MerchantId merchant, String reference) {}

  private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
  private volatile long session;

  Set<Watcher> watchers() {
    return watchers;
  }

  /** The session that the payment belongs to; 0 while that is not known. */
  long session() {
    return session;
  }

  void belongsTo(long newSession) {
    session = newSession;
  }
}
