package app.dollr.torture;

import app.dollr.wire.ExecutionStatus;
import app.dollr.wire.OperationType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/** What clients were told. */
final class Witness {
  private static final int MOST_RECENT = 4_000;

  private final Map<UUID, Told> told = new ConcurrentHashMap<>();
  private final Queue<String> contradictions = new ConcurrentLinkedQueue<>();
  private final List<UUID> recent = new ArrayList<>();
  private final List<Paid> paid = new ArrayList<>();

  /**
   * What clients were told of a reference.
   *
   * @param last COMPLETED and FAILED, once said, stay
   */
  record Told(long merchant, OperationType operation, ExecutionStatus last) {
    boolean isFinal() {
      return last == ExecutionStatus.COMPLETED || last == ExecutionStatus.FAILED;
    }
  }

  /** A collection that is known to be completed, and can be refunded. */
  record Paid(Shop shop, long id, String currency, String base) {}

  /** A client was told where an execution stands. */
  void saw(long merchant, OperationType operation, UUID reference, ExecutionStatus status) {
    var before = told.get(reference);
    var after =
        told.merge(
            reference,
            new Told(merchant, operation, status),
            (known, heard) -> known.isFinal() ? known : heard);
    if (after.isFinal() && isFinal(status) && after.last() != status) {
      contradictions.add("%s was %s and then %s".formatted(reference, after.last(), status));
    }
    if (before == null) {
      remember(reference);
    }
  }

  /** Something that cannot be was seen. */
  void contradiction(String what) {
    contradictions.add(what);
  }

  void paid(Paid collection) {
    synchronized (paid) {
      if (paid.size() < MOST_RECENT) {
        paid.add(collection);
      } else {
        paid.set(ThreadLocalRandom.current().nextInt(MOST_RECENT), collection);
      }
    }
  }

  /** Any of the references seen. */
  Optional<UUID> any(java.util.random.RandomGenerator dice) {
    synchronized (recent) {
      return recent.isEmpty()
          ? Optional.empty()
          : Optional.of(recent.get(dice.nextInt(recent.size())));
    }
  }

  Optional<Paid> anyPaid(java.util.random.RandomGenerator dice) {
    synchronized (paid) {
      return paid.isEmpty() ? Optional.empty() : Optional.of(paid.get(dice.nextInt(paid.size())));
    }
  }

  Optional<Told> of(UUID reference) {
    return Optional.ofNullable(told.get(reference));
  }

  Map<UUID, Told> all() {
    return Map.copyOf(told);
  }

  List<String> contradictions() {
    return List.copyOf(contradictions);
  }

  private void remember(UUID reference) {
    synchronized (recent) {
      if (recent.size() < MOST_RECENT) {
        recent.add(reference);
      } else {
        recent.set(ThreadLocalRandom.current().nextInt(MOST_RECENT), reference);
      }
    }
  }

  private static boolean isFinal(ExecutionStatus status) {
    return status == ExecutionStatus.COMPLETED || status == ExecutionStatus.FAILED;
  }
}
