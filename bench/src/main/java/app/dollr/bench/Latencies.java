package app.dollr.bench;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** How long calls took, up to some millions of them. */
final class Latencies {
  private static final int MOST = 2_000_000;

  private final int[] micros = new int[MOST];
  private final AtomicInteger count = new AtomicInteger();

  void add(long nanos) {
    int at = count.getAndIncrement();
    if (at < MOST) {
      micros[at] = (int) Math.min(Integer.MAX_VALUE, nanos / 1000);
    }
  }

  /** The time in milliseconds that a share of the calls did not exceed. */
  double millis(double share) {
    int known = Math.min(MOST, count.get());
    if (known == 0) {
      return 0;
    }
    var sorted = Arrays.copyOf(micros, known);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(known - 1, Math.floor(share * known))] / 1000.0;
  }
}
