package app.dollr.platform.events;

import static java.util.Comparator.reverseOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.dollr.platform.database.Database;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.GuardFailed;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Paging;
import app.dollr.testing.Eventually;
import app.dollr.testing.SettableClock;
import app.dollr.testing.TestDatabase;
import app.dollr.testing.TestSession;
import app.dollr.testing.Together;
import app.dollr.values.CurrencyCode;
import app.dollr.values.MerchantId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

class EventsDatabaseTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.create();

  private static final Instant START = Instant.parse("2026-03-01T09:00:00.123456Z");
  private static final MerchantId MERCHANT = new MerchantId(1);
  private static final MerchantId STRANGER = new MerchantId(2);
  private static final Paging ALL = new Paging(1000, Optional.empty());

  /** A change of an object, as a store would write it, without an object. */
  private static final Sql HAPPEN =
      Sql.of(
          """
          select :merchant::bigint as merchant_id, :types::text[] as event_types,
            'invoice' as event_object, :object::bigint as event_object_id,
            :sequence::int as event_sequence, '{"id": 7}' as event_data
          where :there
          """);

  /** The same, for each of many. */
  private static final Sql HAPPEN_EACH =
      Sql.each(
          "merchant bigint, id bigint, there boolean, now timestamptz",
          """
          select merchant as merchant_id, array['invoice.paid'] as event_types,
            'invoice' as event_object, id as event_object_id, 1 as event_sequence,
            '{"id": 7}' as event_data, now as event_at
          from given
          where there
          """);

  private final SettableClock clock = new SettableClock(START);
  private final Events events = new Events(database(), clock);
  private final EventStore store = new EventStore();

  @BeforeEach
  void emptyLog() {
    DATABASE.run(
        """
        set session_replication_role = replica;
        truncate platform.event;
        """);
  }

  @Test
  void anEventIsTheRowOfWhatHappened() {
    tell(MERCHANT, 7, 1, "invoice.paid");
    var event = events.list(MERCHANT, ALL).items().getFirst();
    assertThat(event)
        .isEqualTo(
            new Event(MERCHANT, event.id(), "invoice.paid", "invoice", 7, 1, "{\"id\": 7}", START));
    assertThat(events.find(MERCHANT, event.id())).contains(event);
    assertThat(events.find(STRANGER, event.id())).isEmpty();
    assertThat(events.find(MERCHANT, event.id() + 1)).as("there is no second type").isEmpty();
  }

  @Test
  void aRowWithTwoTypesIsTwoEventsTheParticularOneNewer() {
    tell(MERCHANT, 7, 1, "execution.completed", "payment.completed");
    var both = events.list(MERCHANT, ALL).items();
    assertThat(both)
        .extracting(Event::type)
        .containsExactly("payment.completed", "execution.completed");
    for (var event : both) {
      assertThat(events.find(MERCHANT, event.id())).contains(event);
    }
  }

  @Test
  void pagesLeadThroughTheWholeLogOnceEvenBetweenTheTwoEventsOfARow() {
    for (int i = 1; i <= 5; i++) {
      tell(MERCHANT, 7, i, "execution.completed", "payment.completed");
      tell(STRANGER, 7, i, "invoice.paid");
    }
    List<Long> seen = new ArrayList<>();
    var paging = new Paging(3, Optional.empty());
    Paging.Page<Event> page;
    do {
      page = events.list(MERCHANT, paging);
      page.items().stream().limit(3).map(Event::id).forEach(seen::add);
      paging = new Paging(3, Optional.of(seen.getLast()));
    } while (page.items().size() > 3);
    assertThat(seen).hasSize(10).doesNotHaveDuplicates().isSortedAccordingTo(reverseOrder());
  }

  @Test
  void filtersByTypeByGroupAndByObject() {
    tell(MERCHANT, 7, 1, "execution.completed", "payment.completed");
    tell(MERCHANT, 8, 1, "execution.failed", "payment.failed");
    assertThat(types(Optional.of("payment.completed"), Optional.empty()))
        .containsExactly("payment.completed");
    assertThat(types(Optional.of("execution.*"), Optional.empty()))
        .containsExactly("execution.failed", "execution.completed");
    assertThat(types(Optional.empty(), Optional.of(8L)))
        .containsExactly("payment.failed", "execution.failed");
    assertThat(types(Optional.of("%"), Optional.empty())).isEmpty();
  }

  @Test
  void aRareTypeIsLookedForInPartsThatLeadOn() {
    var few = new Events(database(), 4, clock);
    tell(MERCHANT, 1, 1, "invoice.paid");
    for (int i = 2; i <= 9; i++) {
      tell(MERCHANT, i, 1, "execution.completed", "payment.completed");
      tell(STRANGER, i, 1, "invoice.paid");
    }
    tell(MERCHANT, 10, 1, "invoice.paid");
    var rare = new EventFilter(Optional.of("invoice.*"), Optional.empty(), Optional.empty());
    List<Integer> found = new ArrayList<>();
    List<Long> objects = new ArrayList<>();
    var paging = new Paging(5, Optional.empty());
    Events.Part part;
    do {
      part = few.list(MERCHANT, rare, paging);
      found.add(part.items().size());
      part.items().forEach(event -> objects.add(event.objectId()));
      paging = new Paging(5, part.next());
    } while (part.next().isPresent());
    assertThat(objects).containsExactly(10L, 1L);
    assertThat(found).containsExactly(1, 0, 1, 0);
    var full =
        few.list(
            MERCHANT,
            new EventFilter(Optional.of("payment.*"), Optional.empty(), Optional.empty()),
            new Paging(2, Optional.empty()));
    assertThat(full.items()).hasSize(2);
    assertThat(full.next()).contains(full.items().getLast().id());
  }

  @Test
  void aCursorThatIsNoEventIsRefused() {
    assertThatThrownBy(() -> events.list(MERCHANT, new Paging(1, Optional.of(99_999L))))
        .isInstanceOf(Refused.class);
    var filter = new EventFilter(Optional.of("invoice.paid"), Optional.empty(), Optional.empty());
    assertThatThrownBy(() -> events.list(MERCHANT, filter, new Paging(1, Optional.of(99_999L))))
        .isInstanceOf(Refused.class);
  }

  @Test
  void nothingIsToldOfWhatDidNotHappen() {
    database().run(events.told(happening(MERCHANT, 7, 1, false, "invoice.paid")));
    assertThat(events.list(MERCHANT, ALL).items()).isEmpty();
  }

  @Test
  void oneThatDidNotHappenIsRefusedAndHarmsNoOther() {
    var refused =
        Together.run(8, i -> refusal(events.guarded(happening(i, i != 3), "invoice.moved")));
    assertThat(refused.stream().flatMap(Optional::stream)).containsExactly("invoice.moved");
    assertThat(events.list(MERCHANT, ALL).items())
        .extracting(Event::objectId)
        .containsExactlyInAnyOrder(0L, 1L, 2L, 4L, 5L, 6L, 7L);
  }

  @Test
  void whatAnotherStepDoesIsToldBesideIt() {
    database()
        .run(
            events.tell(
                new Happening(
                    MERCHANT,
                    List.of("execution.completed", "payment.completed"),
                    "execution",
                    7,
                    2,
                    "{}")));
    assertThat(events.list(MERCHANT, ALL).items())
        .extracting(Event::type)
        .containsExactly("payment.completed", "execution.completed");
  }

  @Test
  void aTransactionThatIsUndoneTellsNothing() {
    assertThatThrownBy(() ->
            database()
                .inTransaction(transaction -> {
                  transaction.run(events.told(happening(MERCHANT, 7, 1, true, "invoice.paid")));
                  throw new IllegalStateException("undone");
                }))
        .hasMessage("undone");
    assertThat(events.list(MERCHANT, ALL).items()).isEmpty();
  }

  @Test
  void aReaderMissesNothingWhenTwoWritersCommitInReverseOrder() throws SQLException {
    var cursor = events.end();
    try (var first = TestSession.open(DATABASE.superuser());
        var second = TestSession.open(DATABASE.superuser())) {
      first.run("begin");
      second.run("begin");
      first.run(insert(1));
      second.run(insert(2));
      second.run("commit");
      // The second is there for everybody, but before it stands something that is not.
      assertThat(DATABASE.number("select count(*) from platform.event")).isOne();
      var before = read(cursor);
      assertThat(before).isEmpty();
      assertThat(database().run(store.unsettled())).isTrue();
      first.run("commit");
    }
    var read = readUntil(cursor, 2);
    assertThat(read).extracting(r -> r.event().objectId()).containsExactly(1L, 2L);
    assertThat(read(read.getLast().cursor())).isEmpty();
  }

  @Test
  void aReaderSeesEveryEventOnceWhateverTheSizeOfItsBites() {
    var cursor = events.end();
    for (int i = 1; i <= 7; i++) {
      tell(MERCHANT, i, 1, "invoice.paid");
    }
    readUntil(cursor, 7);
    List<Long> seen = new ArrayList<>();
    for (var bite = database().run(store.after(cursor, 2));
        !bite.isEmpty();
        bite = database().run(store.after(bite.getLast().cursor(), 2))) {
      bite.forEach(read -> seen.add(read.event().objectId()));
    }
    assertThat(seen).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
  }

  @Test
  void whoeverListensIsToldThatSomethingWasWritten() {
    var heard = new AtomicInteger();
    events.onWritten(heard::incrementAndGet);
    tell(MERCHANT, 7, 1, "invoice.paid");
    assertThat(heard).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update platform.event set data = ''",
        "update platform.event_0 set data = ''",
        "delete from platform.event",
        "delete from platform.event_7",
        "truncate platform.event"
      })
  void evenTheOwnerOnlyAddsToTheLog(String statement) throws SQLException {
    tell(MERCHANT, 7, 1, "invoice.paid");
    try (var owner = TestSession.open(DATABASE.owner())) {
      assertThatThrownBy(() -> owner.run(statement))
          .isInstanceOfSatisfying(
              PSQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("DL002"));
    }
  }

  @Test
  void whatIsFiveWeeksOldIsRemovedAndNothingYounger() {
    for (int day = 0; day < 120; day++) {
      tell(MERCHANT, day + 1, 1, "invoice.paid");
      events.removeOld();
      clock.advance(Duration.ofDays(1));
    }
    var oldest = DATABASE.number("select min(object_id) from platform.event");
    assertThat(oldest).isBetween(120L - 56, 120L - 35);
    assertThat(DATABASE.number("select count(*) from platform.event")).isEqualTo(121 - oldest);
  }

  @Test
  void noClockMakesTheServerRemoveTheLastThirtyDays() {
    tell(MERCHANT, 7, 1, "invoice.paid");
    clock.advance(Duration.ofDays(1000));
    assertThatThrownBy(events::removeOld).hasStackTraceContaining("has events of the last 30 days");
    assertThat(DATABASE.number("select count(*) from platform.event")).isOne();
  }

  @Test
  void theDatabaseWritesAmountsOfEveryCurrencyAsTheProgramDoes() {
    for (var currency : Currency.getAvailableCurrencies()) {
      if (currency.getDefaultFractionDigits() >= 0 && currency.getDefaultFractionDigits() <= 3) {
        var code = new CurrencyCode(currency.getCurrencyCode());
        assertThat(DATABASE.only("select scale(platform.amount(12345, '%s'))".formatted(code)))
            .as(code.code())
            .isEqualTo(Integer.toString(code.decimals()));
      }
    }
    assertThat(DATABASE.only("select platform.amount(12345, 'USD')")).isEqualTo("123.45");
    assertThat(DATABASE.only("select platform.amount(12345, 'RWF')")).isEqualTo("12345");
    assertThat(DATABASE.only("select platform.moment('2026-03-01T09:00:00.9Z')"))
        .isEqualTo("2026-03-01T09:00:00Z");
  }

  private static Step<Done> happening(
      MerchantId merchant, long object, int sequence, boolean there, String... types) {
    return HAPPEN
        .with("merchant", merchant.value())
        .with("types", types)
        .with("object", object)
        .with("sequence", sequence)
        .with("there", there)
        .done();
  }

  private static Optional<String> refusal(Step<Done> step) {
    try {
      database().runShared(List.of(step));
      return Optional.empty();
    } catch (GuardFailed failed) {
      return Optional.of(failed.guard());
    }
  }

  private Step<Done> happening(long object, boolean there) {
    return HAPPEN_EACH
        .with("merchant", MERCHANT.value())
        .with("id", object)
        .with("there", there)
        .with("now", clock.instant())
        .done();
  }

  private void tell(MerchantId merchant, long object, int sequence, String... types) {
    database().run(events.told(happening(merchant, object, sequence, true, types)));
  }

  private List<String> types(Optional<String> type, Optional<Long> object) {
    var filter = new EventFilter(type, Optional.empty(), object);
    return events.list(MERCHANT, filter, ALL).items().stream().map(Event::type).toList();
  }

  private List<EventStore.Read> read(Cursor cursor) {
    return database().run(store.after(cursor, 100));
  }

  /** Other tests' transactions on the same server hold a reader back while they run. */
  private List<EventStore.Read> readUntil(Cursor cursor, int count) {
    Eventually.holds("events", () -> read(cursor).size() >= count);
    return read(cursor);
  }

  private static String insert(int object) {
    return """
    insert into platform.event
      (merchant_id, slot, types, object_type, object_id, sequence, data, created_at)
    values (1, 0, '{invoice.paid}', 'invoice', %d, 1, '{}', '2026-03-01T09:00:00Z')
    """
        .formatted(object);
  }

  private static Database database() {
    return DATABASE.database();
  }
}
