package app.dollr.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Calls made over many connections for some time. */
final class Load {
  private final int port;
  private final int clients;

  Load(int port, int clients) {
    this.port = port;
    this.clients = clients;
  }

  /** What one client does over and over, as long as there is something left to do. */
  interface Call {
    boolean make(Connection connection) throws Exception;
  }

  /**
   * What was done.
   *
   * @param count by all clients
   * @param seconds that it took
   */
  record Done(long count, double seconds, Latencies latencies) {
    double perSecond() {
      return count / seconds;
    }
  }

  /** Makes calls until the time is over, or all there is to do is done. */
  Done run(int seconds, Call call) throws InterruptedException {
    var latencies = new Latencies();
    long began = System.nanoTime();
    long end = began + TimeUnit.SECONDS.toNanos(seconds);
    try (var threads = Executors.newFixedThreadPool(clients)) {
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        Callable<Long> client = () -> repeat(call, end, latencies);
        counts.add(threads.submit(client));
      }
      long sum = 0;
      for (var count : counts) {
        sum += count.get();
      }
      return new Done(sum, (System.nanoTime() - began) / 1e9, latencies);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a client failed", e.getCause());
    }
  }

  private long repeat(Call call, long end, Latencies latencies) throws Exception {
    try (var connection = new Connection(port)) {
      long count = 0;
      long now = System.nanoTime();
      while (now < end && call.make(connection)) {
        long after = System.nanoTime();
        latencies.add(after - now);
        now = after;
        count++;
      }
      return count;
    }
  }
}
