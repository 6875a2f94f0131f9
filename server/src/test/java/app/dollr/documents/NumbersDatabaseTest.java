package app.dollr.documents;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.platform.database.Database;
import app.dollr.testing.SettableClock;
import app.dollr.testing.TestDatabase;
import app.dollr.testing.TestSession;
import app.dollr.testing.Together;
import app.dollr.values.MerchantId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NumbersDatabaseTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.create();

  private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final AtomicLong MERCHANTS = new AtomicLong();

  private final SettableClock clock = new SettableClock(START);
  private final MerchantId merchant = new MerchantId(MERCHANTS.incrementAndGet());
  private final Numbers numbers = node(DATABASE.database());

  @Test
  void runWithoutGapsWhileDocumentsAreRare() {
    var given = Stream.generate(() -> slowly(DocumentKind.INVOICE)).limit(4).toList();
    assertThat(given)
        .containsExactly("INV-2026-00001", "INV-2026-00002", "INV-2026-00003", "INV-2026-00004");
  }

  @Test
  void runWithoutGapsOverTwoNodesWhileDocumentsAreRare() {
    var other = node(DATABASE.database());
    assertThat(slowly(DocumentKind.INVOICE)).isEqualTo("INV-2026-00001");
    assertThat(other.next(merchant, DocumentKind.INVOICE)).isEqualTo("INV-2026-00002");
    assertThat(slowly(DocumentKind.INVOICE)).isEqualTo("INV-2026-00003");
  }

  @Test
  void runApartForEachKind() {
    assertThat(slowly(DocumentKind.INVOICE)).isEqualTo("INV-2026-00001");
    assertThat(slowly(DocumentKind.ORDER)).isEqualTo("ORD-2026-00001");
    assertThat(slowly(DocumentKind.INVOICE)).isEqualTo("INV-2026-00002");
  }

  @Test
  void runApartForEachMerchant() {
    var another = new MerchantId(MERCHANTS.incrementAndGet());
    assertThat(slowly(DocumentKind.INVOICE)).isEqualTo("INV-2026-00001");
    assertThat(numbers.next(another, DocumentKind.INVOICE)).isEqualTo("INV-2026-00001");
  }

  /** The year is UTC's, whatever the time zones of this JVM and of the session. */
  @Test
  void beginAnewEachYear() {
    clock.advance(Duration.between(clock.instant(), Instant.parse("2026-12-31T23:59:59.999999Z")));
    assertThat(numbers.next(merchant, DocumentKind.INVOICE)).isEqualTo("INV-2026-00001");
    clock.advance(Duration.ofNanos(1000));
    assertThat(numbers.next(merchant, DocumentKind.INVOICE)).isEqualTo("INV-2027-00001");
  }

  @Test
  void growBeyondFiveDigits() {
    numbers.next(merchant, DocumentKind.INVOICE);
    DATABASE.run(
        "update documents.number_counter set next = 100000 where merchant_id = " + merchant);
    clock.advance(SLOW);
    assertThat(numbers.next(merchant, DocumentKind.INVOICE)).isEqualTo("INV-2026-100000");
  }

  @Test
  void areUniqueOverThreadsAndNodesAndIncreaseOnEachNode() {
    var nodes = List.of(numbers, node(DATABASE.pool(4)));
    var given =
        Together.run(
            32,
            i ->
                Stream.generate(() -> nodes.get(i % 2).next(merchant, DocumentKind.INVOICE))
                    .limit(100)
                    .toList());
    assertThat(given.stream().flatMap(List::stream)).hasSize(3200).doesNotHaveDuplicates();
    assertThat(given).allSatisfy(mine -> assertThat(mine).isSorted());
  }

  @Test
  void costFewRoundTripsWhileDocumentsAreMany() {
    var metrics = new SimpleMeterRegistry();
    try (var counted = DATABASE.pool(1)) {
      counted.measure(metrics);
      var busy = node(counted);
      for (int i = 0; i < 1000; i++) {
        busy.next(merchant, DocumentKind.INVOICE);
      }
    }
    // Blocks of 1, 2, 4, … 64, and 64 from then on.
    assertThat(metrics.get("dollr.database.round.trips").functionCounter().count())
        .isLessThanOrEqualTo(21);
  }

  @Test
  void areTakenOneByOneAgainOnceDocumentsAreRareAgain() {
    for (int i = 0; i < 7; i++) {
      numbers.next(merchant, DocumentKind.INVOICE);
    }
    clock.advance(SLOW);
    numbers.next(merchant, DocumentKind.INVOICE);
    assertThat(nextInDatabase()).isEqualTo(9);
  }

  @Test
  void areGivenOutWhileAnotherHoldsTheCounter() throws Exception {
    for (int i = 0; i < 64; i++) {
      numbers.next(merchant, DocumentKind.INVOICE);
    }
    try (var other = TestSession.open(DATABASE.superuser())) {
      other.run(
          "begin; select * from documents.number_counter where merchant_id = %s for update"
              .formatted(merchant));
      var given = Together.run(8, i -> numbers.next(merchant, DocumentKind.INVOICE));
      assertThat(given).doesNotHaveDuplicates();
      other.run("rollback");
    }
  }

  private String slowly(DocumentKind kind) {
    clock.advance(SLOW);
    return numbers.next(merchant, kind);
  }

  private long nextInDatabase() {
    return DATABASE.number(
        "select next from documents.number_counter where merchant_id = " + merchant);
  }

  private Numbers node(Database database) {
    return new Numbers(database, new DocumentStore(), clock);
  }
}
