package app.dollr.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.platform.database.Database;
import app.dollr.platform.database.Sql;
import app.dollr.platform.events.Events;
import app.dollr.platform.secrets.Vault;
import app.dollr.testing.Eventually;
import app.dollr.testing.SettableClock;
import app.dollr.testing.TestDatabase;
import app.dollr.values.MerchantId;
import app.dollr.webhooks.EndpointStore.Wish;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WebhooksDatabaseTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.create();

  private static final MerchantId MERCHANT = new MerchantId(1);
  private static final MerchantId NEIGHBOUR = new MerchantId(2);
  private static final Vault VAULT = new Vault(new byte[Vault.KEY_BYTES]);
  private static final Sql HAPPEN =
      Sql.of(
          """
          select :merchant::bigint as merchant_id, array['invoice.paid'] as event_types,
            'invoice' as event_object, :object::bigint as event_object_id, 1 as event_sequence,
            '{}' as event_data
          """);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T09:00:00Z"));
  private final Events events = new Events(database(), clock);
  private final Webhooks node = webhooks(database());
  private final CountDownLatch release = new CountDownLatch(1);
  private HttpServer hanging;
  private HttpServer answering;
  private final AtomicInteger hung = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();

  @BeforeEach
  void openReceivers() throws IOException {
    DATABASE.run("delete from webhooks.endpoint");
    hanging =
        server(() -> {
          hung.incrementAndGet();
          release.await();
        });
    answering = server(answered::incrementAndGet);
  }

  @AfterEach
  void closeReceivers() {
    release.countDown();
    node.awaitIdle();
    hanging.stop(0);
    answering.stop(0);
  }

  @Test
  void aReceiverThatHangsFillsItsOwnPlacesAndHoldsUpNobody() {
    create(MERCHANT, hanging);
    create(NEIGHBOUR, answering);
    for (int i = 1; i <= 40; i++) {
      tell(MERCHANT, i);
      tell(NEIGHBOUR, i);
    }
    handOut();
    Eventually.holds(
        "all of the other's",
        () -> {
          node.deliverer().runOnce();
          return answered.get() == 40;
        });
    assertThat(hung.get()).isEqualTo(Deliverer.PLACES_PER_ENDPOINT);
    assertThat(DATABASE.number("select count(*) from webhooks.delivery where state = 'DELIVERED'"))
        .isEqualTo(40);
  }

  @Test
  void whatANodeDiesOverAnotherOneDelivers() {
    create(MERCHANT, answering);
    tell(MERCHANT, 1);
    handOut();
    var lease = clock.instant().plus(Duration.ofMinutes(1));
    var dying =
        database().run(new DeliveryStore().claim(List.of(), 8, 100, clock.instant(), lease));
    assertThat(dying).hasSize(1);
    var other = webhooks(DATABASE.pool(4));
    assertThat(other.deliverer().runOnce()).as("it is somebody's").isFalse();
    clock.advance(Duration.ofMinutes(1));
    assertThat(other.deliverer().runOnce()).isTrue();
    other.awaitIdle();
    assertThat(answered).hasValue(1);
    assertThat(DATABASE.only("select state || attempts from webhooks.delivery"))
        .isEqualTo("DELIVERED2");
  }

  @Test
  void anEventIsHandedOutOnceHoweverManyNodesLook() {
    create(MERCHANT, answering);
    var other = webhooks(DATABASE.pool(4));
    for (int i = 1; i <= 30; i++) {
      tell(MERCHANT, i);
    }
    Eventually.holds(
        "all handed out",
        () -> {
          node.fanOut().runOnce();
          other.fanOut().runOnce();
          return DATABASE.number("select count(*) from webhooks.delivery") >= 30;
        });
    node.fanOut().runOnce();
    other.fanOut().runOnce();
    assertThat(DATABASE.number("select count(*) from webhooks.delivery")).isEqualTo(30);
  }

  @Test
  void aLaterEventAboutAnObjectWaitsForTheEarlierOne() {
    create(MERCHANT, answering);
    tell(MERCHANT, 7);
    tell(MERCHANT, 7);
    tell(MERCHANT, 8);
    handOut();
    var store = new DeliveryStore();
    var lease = clock.instant().plus(Duration.ofMinutes(1));
    assertThat(database().run(store.claim(List.of(), 8, 100, clock.instant(), lease))).hasSize(2);
    assertThat(database().run(store.claim(List.of(), 8, 100, clock.instant(), lease))).isEmpty();
  }

  @Test
  void whatIsAMonthOldIsForgotten() {
    create(MERCHANT, answering);
    tell(MERCHANT, 1);
    handOut();
    node.deliverer().runOnce();
    node.awaitIdle();
    clock.advance(Duration.ofDays(31));
    node.removeOld();
    assertThat(DATABASE.number("select count(*) from webhooks.delivery")).isZero();
    assertThat(DATABASE.number("select count(*) from webhooks.attempt")).isZero();
  }

  @Test
  void oneWhoDoesNotAnswerInTimeIsGivenUp() {
    var url = url(hanging);
    try (var sender =
        new Sender(
            new Guard(true, InetAddress::getAllByName), false, Duration.ofMillis(50), clock)) {
      var attempt = sender.send(1, url, "{}".getBytes(StandardCharsets.UTF_8), Map.of());
      assertThat(attempt.error()).contains("no answer in time");
      assertThat(attempt.arrived()).isFalse();
    }
  }

  @Test
  void aNameThatLeadsInsideIsNotCalledAndNeitherIsPlainHttpInLive() {
    var inside = new Guard(false, host -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")});
    var body = "{}".getBytes(StandardCharsets.UTF_8);
    var port = answering.getAddress().getPort();
    try (var sender = new Sender(inside, false, clock)) {
      assertThat(sender.send(1, "http://shop.example:" + port, body, Map.of()).error())
          .hasValueSatisfying(why -> assertThat(why).startsWith("address: "));
      assertThat(sender.send(1, "http://127.0.0.1:" + port, body, Map.of()).error())
          .hasValueSatisfying(why -> assertThat(why).startsWith("address: "));
    }
    try (var live = new Sender(new Guard(true, InetAddress::getAllByName), true, clock)) {
      assertThat(live.send(1, url(answering), body, Map.of()).error())
          .contains("connection: only https is called");
    }
    assertThat(answered).hasValue(0);
  }

  @Test
  void noMoreOfAnAnswerIsKeptThanAKilobyte() throws IOException {
    var talkative =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    talkative.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    talkative.start();
    try (var sender = new Sender(new Guard(true, InetAddress::getAllByName), false, clock)) {
      var attempt = sender.send(1, url(talkative), "{}".getBytes(StandardCharsets.UTF_8), Map.of());
      assertThat(attempt.answer().orElseThrow()).hasSize(Sender.KEPT_BYTES);
    } finally {
      talkative.stop(0);
    }
  }

  private void create(MerchantId merchant, HttpServer receiver) {
    node.create(
        merchant,
        new Wish(
            Optional.of(url(receiver)),
            Optional.empty(),
            Optional.of(List.of("*")),
            Optional.empty()));
  }

  private void tell(MerchantId merchant, long object) {
    database()
        .run(events.told(HAPPEN.with("merchant", merchant.value()).with("object", object).done()));
  }

  /** Other tests' transactions on the same server hold readers back while they run. */
  private void handOut() {
    long wanted = DATABASE.number("select count(*) from platform.event");
    Eventually.holds(
        "handed out",
        () -> {
          node.fanOut().runOnce();
          return DATABASE.number(
                  """
                  select count(*) from platform.event e, webhooks.cursor c
                  where (e.xid, e.id) <= (c.after_xid, c.after_row)
                  """)
              == wanted;
        });
  }

  private Webhooks webhooks(Database database) {
    return new Webhooks(
        database, new Events(database, clock), VAULT, false, 1, new SimpleMeterRegistry(), clock);
  }

  /** What a receiver does before it answers. */
  private interface Doing {
    void run() throws InterruptedException;
  }

  private static HttpServer server(Doing doing) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            doing.run();
            exchange.sendResponseHeaders(204, -1);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return server;
  }

  private static String url(HttpServer server) {
    return "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
  }

  private static Database database() {
    return DATABASE.database();
  }
}
