package app.dollr.client;

import java.time.Duration;

/** How the client waits between tries; a test puts in one that only moves its clock. */
@FunctionalInterface
public interface Sleeper {
  /** Waits for {@code duration}. */
  void sleep(Duration duration) throws InterruptedException;
}
