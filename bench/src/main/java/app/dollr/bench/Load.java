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

  /** What one client does over and over. */
  interface Call {
    void make(Connection connection) throws Exception;
  }

  /** How many calls were made, by all clients, until the time was over. */
  long run(int seconds, Call call) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    try (var threads = Executors.newFixedThreadPool(clients)) {
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        Callable<Long> client = () -> repeat(call, end);
        counts.add(threads.submit(client));
      }
      long sum = 0;
      for (var count : counts) {
        sum += count.get();
      }
      return sum;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a client failed", e.getCause());
    }
  }

  private long repeat(Call call, long end) throws Exception {
    try (var connection = new Connection(port)) {
      long count = 0;
      while (System.nanoTime() < end) {
        call.make(connection);
        count++;
      }
      return count;
    }
  }
}
