package app.dollr.realtime;

import java.time.Instant;

/** Somebody who wants the news of one payment. */
interface Watcher {
  Claims claims();

  /** Tells how the payment stands now. */
  void news(StatusRow row);

  /** Ends it, if its key has expired. */
  void expire(Instant now);
}
