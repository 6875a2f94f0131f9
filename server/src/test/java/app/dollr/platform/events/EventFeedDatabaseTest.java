package app.dollr.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.platform.database.Database;
import app.dollr.platform.database.Sql;
import app.dollr.testing.Eventually;
import app.dollr.testing.SettableClock;
import app.dollr.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventFeedDatabaseTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.create();

  private static final Sql HAPPEN =
      Sql.of(
          """
          select 1::bigint as merchant_id, array['invoice.paid'] as event_types,
            'invoice' as event_object, :object::bigint as event_object_id, 1 as event_sequence,
            '{}' as event_data
          """);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T09:00:00Z"));
  private final Database here = DATABASE.database();
  private final Events events = new Events(here, clock);
  private final EventFeed feed = new EventFeed(here, events);
  private final List<Long> seen = new ArrayList<>();

  @Test
  void whoIsInterestedSeesWhatHappensFromThenOn() {
    var interested = new AtomicBoolean();
    feed.onEvents(interested::get, this::see);
    tell(1);
    feed.runOnce();
    assertThat(seen).isEmpty();
    interested.set(true);
    feed.begin();
    tell(2);
    tell(3);
    await(feed, 2);
    assertThat(seen).containsExactly(2L, 3L);
    interested.set(false);
    feed.runOnce();
    tell(4);
    feed.runOnce();
    interested.set(true);
    feed.runOnce();
    assertThat(seen).as("what happened while nobody looked").containsExactly(2L, 3L);
  }

  @Test
  void whatIsWrittenWakesTheFeedOnceAndTheFeedsOfOtherNodesToo() {
    var woken = new AtomicInteger();
    var wokenElsewhere = new AtomicInteger();
    var there = DATABASE.pool(4);
    try (var other = new EventFeed(there, new Events(there, clock))) {
      feed.wakeBy(woken::incrementAndGet);
      other.wakeBy(wokenElsewhere::incrementAndGet);
      other.onEvents(() -> true, this::see);
      other.begin();
      other.start();
      Eventually.holds(
          "the other node listens",
          () ->
              DATABASE.number(
                      "select count(*) from pg_stat_activity where query = 'listen dollr_events'")
                  > 0);
      tell(1);
      tell(2);
      assertThat(woken).as("once for all that is not read yet").hasValue(1);
      feed.runOnce();
      Eventually.holds("the other node hears", () -> wokenElsewhere.get() > 0);
      await(other, 2);
      assertThat(seen).containsExactly(1L, 2L);
    }
  }

  private void await(EventFeed reader, int count) {
    Eventually.holds(
        "the news",
        () -> {
          reader.runOnce();
          return seen.size() >= count;
        });
  }

  private void see(List<Event> news) {
    news.forEach(event -> seen.add(event.objectId()));
  }

  private void tell(long object) {
    here.run(events.told(HAPPEN.with("object", object).done()));
  }
}
