package app.dollr.platform.jobs;

import java.time.Instant;
import java.util.Optional;

/** Work that falls due as rows of a table, claimed with {@code for update skip locked}. */
public interface Job {
  /**
   * Does a bounded part of what is due.
   *
   * @return whether it found any, so that asking again at once is worth it
   */
  boolean runOnce();

  /** When the oldest piece of work that waits fell due; empty when none does. */
  Optional<Instant> oldestDue();
}
