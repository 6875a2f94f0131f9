package app.dollr.gateways.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;

/** Callbacks that are made at once, as from outside: one that hangs holds up no other. */
final class Calling {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Set<Object> underWay = ConcurrentHashMap.newKeySet();

  /**
   * Calls back about all that is due and not under way yet, and waits for them, a second at most.
   *
   * @return how many were heard
   */
  <E> long all(List<E> due, Function<E, Object> id, Predicate<E> callBack) {
    List<CompletableFuture<Boolean>> calls = new ArrayList<>();
    for (var entry : due) {
      if (underWay.add(id.apply(entry))) {
        calls.add(begin(entry, id, callBack));
      }
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    return calls.stream().filter(call -> isHeard(call, end)).count();
  }

  private <E> CompletableFuture<Boolean> begin(
      E entry, Function<E, Object> id, Predicate<E> callBack) {
    var heard = new CompletableFuture<Boolean>();
    Thread.startVirtualThread(() -> {
      boolean done = false;
      try {
        done = callBack.test(entry);
      } finally {
        underWay.remove(id.apply(entry));
        heard.complete(done);
      }
    });
    return heard;
  }

  private static boolean isHeard(CompletableFuture<Boolean> call, long end) {
    try {
      return call.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
