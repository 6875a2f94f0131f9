package app.dollr.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The same work on many threads, which all begin at the same moment. */
public final class Together {
  private static final int PATIENCE_SECONDS = 30;

  private Together() {}

  /** What each of {@code threads} threads answers, in their order. */
  public static <T> List<T> run(int threads, IntFunction<T> work) {
    return call(threads, i -> () -> work.apply(i));
  }

  /** As {@link #run}, for work that throws checked exceptions. */
  public static <T> List<T> call(int threads, IntFunction<Callable<T>> work) {
    var start = new CyclicBarrier(threads);
    var pool = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        futures.add(
            pool.submit(() -> {
              start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
              return work.apply(number).call();
            }));
      }
      List<T> answers = new ArrayList<>();
      for (var future : futures) {
        answers.add(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
      return answers;
    } catch (ExecutionException e) {
      throw thrown(e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("not done after %d seconds".formatted(PATIENCE_SECONDS), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      pool.shutdownNow();
    }
  }

  private static RuntimeException thrown(@Nullable Throwable cause) {
    return switch (cause) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      case null, default -> new IllegalStateException(cause);
    };
  }
}
