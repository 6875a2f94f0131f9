package app.dollr.torture;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts of what happened, by group and name. */
final class Tally {
  private final Map<String, Map<String, LongAdder>> groups = new ConcurrentHashMap<>();

  void add(String group, String name) {
    groups
        .computeIfAbsent(group, _ -> new ConcurrentHashMap<>())
        .computeIfAbsent(name, _ -> new LongAdder())
        .increment();
  }

  /** The counts of a group, by name. */
  Map<String, Long> of(String group) {
    Map<String, Long> counts = new TreeMap<>();
    groups.getOrDefault(group, Map.of()).forEach((name, count) -> counts.put(name, count.sum()));
    return counts;
  }

  long sum(String group) {
    return of(group).values().stream().mapToLong(Long::longValue).sum();
  }
}
