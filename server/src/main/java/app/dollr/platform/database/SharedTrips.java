package app.dollr.platform.database;

import app.dollr.platform.errors.Refused;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The sending of transactions of one kind, that come at the same time, as one: under load several
 * share a round trip, a commit, its flush to disk, and the beginning of each statement, which cost
 * more than what is in them.
 *
 * <p>Nobody waits for company. Who finds a lane free sends at once; who does not is taken along by
 * the next to go. When a shared transaction fails, all of it is undone and each goes alone, so that
 * one that is refused harms none of the others.
 */
final class SharedTrips {
  /** Transactions of a kind under way at once: while one is flushed, the next is worked on. */
  static final int LANES = 2;

  /**
   * Each size is a text of its own, prepared on each connection; so only powers of two are used.
   */
  private static final int MOST = 16;

  private final Function<List<List<Step<?>>>, Answers> together;
  private final Function<List<Step<?>>, Answers> alone;
  private final Map<List<Sql>, Kind> kinds = new ConcurrentHashMap<>();

  /**
   * Trips that are sent in two ways.
   *
   * @param together for what may be shared
   * @param alone for what was refused in company
   */
  SharedTrips(
      Function<List<List<Step<?>>>, Answers> together, Function<List<Step<?>>, Answers> alone) {
    this.together = together;
    this.alone = alone;
  }

  Answers run(List<? extends Step<?>> steps) {
    return kinds
        .computeIfAbsent(steps.stream().<Sql>map(Step::sql).toList(), sqls -> new Kind())
        .run(List.copyOf(steps));
  }

  /** What whoever waits is told. */
  private sealed interface Turn {
    record Done(Answers answers) implements Turn {}

    record Broken(RuntimeException why) implements Turn {}

    /** To send, with the lane that whoever went before has left. */
    record Send() implements Turn {}

    record Alone() implements Turn {}
  }

  private static final class Passenger {
    private final List<Step<?>> steps;
    private final CompletableFuture<Turn> turn = new CompletableFuture<>();

    Passenger(List<Step<?>> steps) {
      this.steps = steps;
    }
  }

  private final class Kind {
    private final Deque<Passenger> waiting = new ArrayDeque<>();
    private int freeLanes = LANES;

    Answers run(List<Step<?>> steps) {
      var passenger = new Passenger(steps);
      if (takesLane(passenger)) {
        return send(steps);
      }
      return switch (passenger.turn.join()) {
        case Turn.Done done -> done.answers();
        case Turn.Broken broken -> throw broken.why();
        case Turn.Send send -> send(steps);
        case Turn.Alone byItself -> alone.apply(steps);
      };
    }

    /** Sends, in a lane that is held, with as many as wait and fit. */
    private Answers send(List<Step<?>> own) {
      var others = board();
      Turn told = new Turn.Alone();
      try {
        List<List<Step<?>>> all = new ArrayList<>(List.of(own));
        others.forEach(passenger -> all.add(passenger.steps));
        var answers = together.apply(all);
        told = new Turn.Done(answers);
        return answers;
      } catch (Refused unavailable) {
        told = new Turn.Broken(unavailable);
        throw unavailable;
      } catch (RuntimeException e) {
        if (others.isEmpty()) {
          throw e;
        }
      } finally {
        passOn();
        for (var passenger : others) {
          passenger.turn.complete(told);
        }
      }
      return alone.apply(own);
    }

    /** Whether there was a free lane; without one it waits. */
    private synchronized boolean takesLane(Passenger passenger) {
      if (freeLanes > 0) {
        freeLanes--;
        return true;
      }
      waiting.add(passenger);
      return false;
    }

    /** Takes those that go along: so many that with the one who sends they are a size. */
    private synchronized List<Passenger> board() {
      int size = Math.min(MOST, Integer.highestOneBit(1 + waiting.size()));
      List<Passenger> boarded = new ArrayList<>(size);
      while (boarded.size() < size - 1) {
        boarded.add(waiting.remove());
      }
      return boarded;
    }

    /** Leaves the lane to whoever waits longest, or frees it. */
    private synchronized void passOn() {
      var next = waiting.poll();
      if (next == null) {
        freeLanes++;
      } else {
        next.turn.complete(new Turn.Send());
      }
    }
  }
}
