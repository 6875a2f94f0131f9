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
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

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
  private final AtomicInteger rows = new AtomicInteger();

  /** A payment that somebody follows and nobody has made yet. */
  private record Watched(Seed.Document document, long session, UUID reference) {}

  Sockets(ServerUnderTest server, Path home, Seed seed) {
    this.server = server;
    this.home = home;
    this.seed = seed;
  }

  /** Opens sockets, makes payments while all are open, and tells what that costs. */
  void run(int count, int payments, int clients) throws Exception {
    System.out.printf("%n%,d sockets, each following a payment%n", count);
    long memoryBefore = memory();
    long heapBefore = heap();
    var open = open(count);
    System.out.printf(
        "  open: %,d; resident memory %+.1f kB, live heap %+.1f kB each%n",
        joined.get(),
        (memory() - memoryBefore) / 1024.0 / count,
        (heap() - heapBefore) / 1024.0 / count);
    long began = System.nanoTime();
    new Load(server.port(), clients).run(payments, this::pay);
    double seconds = (System.nanoTime() - began) / 1e9;
    TimeUnit.SECONDS.sleep(2);
    System.out.printf(
        "  %,d rows seen of %,d payments in %.0f s (%,.0f/s); from the writing of a row to the"
            + " client p50 %.1f ms, p99 %.1f ms%n",
        rows.get(),
        count - watched.size(),
        seconds,
        (count - watched.size()) / seconds,
        delays.millis(0.50),
        delays.millis(0.99));
    for (var socket : open) {
      socket.close();
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
    for (int i = 0; i < SETTLE_SECONDS && joined.get() < count; i++) {
      TimeUnit.SECONDS.sleep(1);
    }
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
      rows.incrementAndGet();
      delays.add(Duration.between(written, clock.instant()).toNanos());
    }
  }

  private boolean pay(Connection connection) throws IOException {
    var next = watched.poll();
    if (next == null) {
      return false;
    }
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
  private long memory() throws IOException, InterruptedException {
    collectGarbage();
    return Files.readAllLines(Path.of("/proc/%d/status".formatted(server.pid()))).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .sum();
  }

  private long heap() throws IOException, InterruptedException {
    collectGarbage();
    return (long) server.counter("jvm_memory_used_bytes");
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
