package app.dollr.platform.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;

/** Pieces of work that are done at once: one that hangs holds up no other, but for its place. */
public final class AtOnce {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Semaphore places;
  private final Set<Object> underWay = ConcurrentHashMap.newKeySet();

  /**
   * With nothing under way.
   *
   * @param places how many pieces may be under way
   */
  public AtOnce(int places) {
    this.places = new Semaphore(places);
  }

  /** How many more may be begun. */
  public int free() {
    return places.availablePermits();
  }

  /**
   * Begins what is not under way yet, as far as there are places, and waits for it, a second at
   * most; what takes longer goes on.
   *
   * @return how many were a success by then
   */
  public <E> long run(List<E> pieces, Function<E, Object> id, Predicate<E> work) {
    List<CompletableFuture<Boolean>> begun = new ArrayList<>();
    for (var piece : pieces) {
      if (places.tryAcquire()) {
        if (underWay.add(id.apply(piece))) {
          begun.add(begin(piece, id, work));
        } else {
          places.release();
        }
      }
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    return begun.stream().filter(one -> isSuccess(one, end)).count();
  }

  private <E> CompletableFuture<Boolean> begin(E piece, Function<E, Object> id, Predicate<E> work) {
    var success = new CompletableFuture<Boolean>();
    Thread.startVirtualThread(() -> {
      boolean done = false;
      try {
        done = work.test(piece);
      } finally {
        underWay.remove(id.apply(piece));
        places.release();
        success.complete(done);
      }
    });
    return success;
  }

  private static boolean isSuccess(CompletableFuture<Boolean> piece, long end) {
    try {
      return piece.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
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
