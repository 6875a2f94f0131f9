package app.dollr.simulators;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often a simulated gateway is still to misbehave, and how. */
public final class Faults {
  private final Map<Fault, Integer> left = new EnumMap<>(Fault.class);

  /** Has the next {@code times} occasions of a fault taken. */
  public synchronized void set(Fault fault, int times) {
    if (times > 0) {
      left.put(fault, times);
    } else {
      left.remove(fault);
    }
  }

  /** Behaves from now on. */
  public synchronized void clear() {
    left.clear();
  }

  /** Whether this occasion is to be taken; it is counted. */
  public synchronized boolean take(Fault fault) {
    int times = left.getOrDefault(fault, 0);
    if (times > 0) {
      set(fault, times - 1);
    }
    return times > 0;
  }

  /** What is left, by the faults' words. */
  public synchronized Map<String, Integer> left() {
    Map<String, Integer> words = new LinkedHashMap<>();
    left.forEach((fault, times) -> words.put(fault.word(), times));
    return words;
  }
}
