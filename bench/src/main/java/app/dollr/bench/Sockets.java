package app.dollr.bench;

import app.dollr.platform.clock.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Payers' browsers that follow a payment each, while payments are made. */
final class Sockets {
  private static final int SETTLE_SECONDS = 60;
  private static final int OPENERS = 16;

  private final ServerUnderTest server;
  private final Path home;
  private final Seed seed;
  private final Queue<Watched> watched = new ConcurrentLinkedQueue<>();
  private final AtomicInteger joined = new AtomicInteger();
  private final Clock clock = SystemTime.clock();
  private final Latencies delays = new Latencies();
  private final AtomicInteger completed = new AtomicInteger();
  private final AtomicInteger begun = new AtomicInteger();

  /** A payment that somebody follows and nobody has made yet. */
  private record Watched(Seed.Document document, long session, UUID reference) {}

  Sockets(ServerUnderTest server, Path home, Seed seed) {
    this.server = server;
    this.home = home;
    this.seed = seed;
  }

  /**
   * What was measured.
   *
   * @param open how many sockets had joined their channel
   * @param resident what the server's process grew by for each, in bytes
   * @param heap what was live in its heap for each, in bytes
   * @param paid how many of the payments were made
   * @param seconds in which they were begun
   * @param told of how many the client heard that they were completed
   * @param p50 from the writing of a row, before its commit, to the client, in milliseconds
   * @param p99 of the same
   */
  record Measured(
      int open,
      double resident,
      double heap,
      int paid,
      double seconds,
      int told,
      double p50,
      double p99) {
    String table() {
      return String.format(
          Locale.ROOT,
          """
          %d processors, with the clients on the same machine; payments spread evenly over the time,
          and an operator who answers at once. The delay is that from the writing of a row, before
          its commit, to the client.

          | Open sockets | resident kB each | live heap kB each | payments /s | told of | of | p50 ms | p99 ms |
          |--:|--:|--:|--:|--:|--:|--:|--:|
          | %,d | %.1f | %.1f | %,.0f | %,d | %,d | %.1f | %.1f |
          """,
          Runtime.getRuntime().availableProcessors(),
          open,
          resident / 1024,
          heap / 1024,
          paid / seconds,
          told,
          paid,
          p50,
          p99);
    }
  }

  /** Opens sockets, makes a payment for each while all are open, and tells what that costs. */
  Measured run(int count, int seconds, int clients) throws Exception {
    long residentBefore = resident();
    double heapBefore = heap();
    var open = open(count);
    int there = joined.get();
    double resident = (resident() - residentBefore) / (double) count;
    double heap = (heap() - heapBefore) / count;
    System.out.printf("  %,d are open%n", there);
    long began = System.nanoTime();
    long apart = TimeUnit.SECONDS.toNanos(seconds) / count;
    new Load(server.port(), clients)
        .run(seconds + SETTLE_SECONDS, connection -> pay(connection, began, apart));
    double took = (System.nanoTime() - began) / 1e9;
    int paid = begun.get();
    awaitUntil(() -> completed.get() >= paid);
    for (var socket : open) {
      socket.close();
    }
    return new Measured(
        there,
        resident,
        heap,
        paid,
        took,
        completed.get(),
        delays.millis(0.50),
        delays.millis(0.99));
  }

  private static void awaitUntil(BooleanSupplier holds) throws InterruptedException {
    for (int i = 0; i < SETTLE_SECONDS && !holds.getAsBoolean(); i++) {
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private List<OpenSocket> open(int count) throws Exception {
    var anon = anonKey();
    List<OpenSocket> all = new ArrayList<>();
    var done = new CountDownLatch(OPENERS);
    for (int opener = 0; opener < OPENERS; opener++) {
      int share = count / OPENERS + (opener < count % OPENERS ? 1 : 0);
      Thread.startVirtualThread(() -> {
        try (var connection = new Connection(server.port())) {
          for (int i = 0; i < share; i++) {
            var socket = follow(connection, anon);
            synchronized (all) {
              all.add(socket);
            }
          }
        } catch (IOException e) {
          throw new IllegalStateException(e);
        } finally {
          done.countDown();
        }
      });
    }
    done.await();
    awaitUntil(() -> joined.get() >= count);
    return all;
  }

  private OpenSocket follow(Connection connection, String anon) throws IOException {
    var document = seed.poll().orElseThrow();
    var token = document.merchant().token();
    long session =
        Answers.number(
            connection.post(
                "/v1/sessions/checkout",
                token,
                "{\"source_id\":%d,\"source_type\":\"INVOICE\"}".formatted(document.id())),
            "id");
    var reference = UUID.randomUUID();
    var key =
        Answers.text(
            connection.post(
                "/v1/realtime-keys/collection",
                token,
                "{\"session_id\":%d,\"source_type\":\"INVOICE\",\"reference_id\":\"%s\"}"
                    .formatted(session, reference)),
            "access_token");
    var socket = new OpenSocket(server.port(), "/realtime/v1/websocket?vsn=2.0.0&apikey=" + anon);
    Thread.startVirtualThread(() -> {
      try {
        socket.read(this::take);
      } catch (IOException e) {
        // It is closed.
      }
    });
    socket.send(
        """
        ["1","1","realtime:payment-intent:%d:%s","phx_join",{"config":{"postgres_changes":[
        {"event":"*","schema":"public","table":"checkout_payment_intent_public_status",
        "filter":"reference_id=eq.%s"}]},"access_token":"%s"}]
        """
            .formatted(session, reference, reference, key));
    watched.add(new Watched(document, session, reference));
    return socket;
  }

  private void take(String text) {
    if (text.contains("Subscribed to PostgreSQL")) {
      joined.incrementAndGet();
    } else if (text.contains("postgres_changes\",{")) {
      var written = Instant.parse(Answers.text(text, "commit_timestamp"));
      delays.add(Duration.between(written, clock.instant()).toNanos());
      if (text.contains("\"COMPLETED\"")) {
        completed.incrementAndGet();
      }
    }
  }

  /** Makes the next payment when its time has come, so that all of them fill the time evenly. */
  private boolean pay(Connection connection, long began, long apart) throws IOException {
    var next = watched.poll();
    if (next == null) {
      return false;
    }
    long due = began + begun.getAndIncrement() * apart;
    LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
    var body =
        "{\"session_id\":\"%d\",\"payment_account_id\":\"%d\",\"currency\":\"USD\",\"reference_id\":\"%s\"}"
            .formatted(next.session(), next.document().merchant().account(), next.reference());
    connection.post("/v1/executions/collection", next.document().merchant().token(), body);
    return true;
  }

  private String anonKey() throws IOException {
    return Files.readAllLines(home.resolve("sandbox.env")).stream()
        .filter(line -> line.startsWith("SUPABASE_ANON_KEY="))
        .map(line -> line.substring("SUPABASE_ANON_KEY=".length()))
        .findFirst()
        .orElseThrow();
  }

  /** What the server's process holds in memory, after its garbage was collected. */
  private long resident() throws IOException, InterruptedException {
    collectGarbage();
    return Files.readAllLines(Path.of("/proc/%d/status".formatted(server.pid()))).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .sum();
  }

  private double heap() throws IOException, InterruptedException {
    collectGarbage();
    return server.counter("jvm_memory_used_bytes{area=\"heap\"");
  }

  private void collectGarbage() throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    new ProcessBuilder(jcmd, Long.toString(server.pid()), "GC.run")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
