package app.dollr.gateways.sandbox;

import java.util.EnumMap;
import java.util.Map;

/** The faults that are switched on: each for so many instructions to come. */
public final class Faults {
  private final Map<Fault, Integer> left = new EnumMap<>(Fault.class);

  /** Switches a fault on for the next {@code count} instructions; 0 switches it off. */
  public synchronized void set(Fault fault, int count) {
    left.put(fault, count);
  }

  public synchronized void clear() {
    left.clear();
  }

  /** How many instructions each fault is still for. */
  public synchronized Map<Fault, Integer> left() {
    Map<Fault, Integer> all = new EnumMap<>(Fault.class);
    for (var fault : Fault.values()) {
      all.put(fault, left.getOrDefault(fault, 0));
    }
    return all;
  }

  /** Whether this instruction meets the fault; it then is for one less. */
  synchronized boolean take(Fault fault) {
    int count = left.getOrDefault(fault, 0);
    if (count == 0) {
      return false;
    }
    left.put(fault, count - 1);
    return true;
  }
}
