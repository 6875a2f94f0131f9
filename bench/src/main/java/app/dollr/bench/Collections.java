package app.dollr.bench;

import java.util.Comparator;
import java.util.List;

/**
 * What the measurements of one kind of complete collections showed, a round each.
 *
 * @param name of the kind
 */
record Collections(String name, List<Round> rounds) {
  /**
   * One turn of floor and server.
   *
   * @param floor collections a second that the least SQL does
   * @param perSecond collections a second that the server completes
   * @param p50, p99 milliseconds from the opening of a session to the answer of its execution
   */
  record Round(double floor, double perSecond, double p50, double p99, Usage.PerPayment each) {
    double ratio() {
      return perSecond / floor;
    }
  }

  Collections {
    rounds = List.copyOf(rounds);
  }

  /** The round whose ratio to the floor is the median. */
  Round median() {
    var sorted = rounds.stream().sorted(Comparator.comparingDouble(Round::ratio)).toList();
    return sorted.get(sorted.size() / 2);
  }

  /** The median of what was completed a second. */
  double perSecond() {
    return rounds.stream().mapToDouble(Round::perSecond).sorted().toArray()[rounds.size() / 2];
  }
}
