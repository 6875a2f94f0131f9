package app.dollr.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved, and a sleeper that moves it. */
final class TestTime extends Clock implements Sleeper {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
  private final List<Duration> slept = new CopyOnWriteArrayList<>();

  void advance(Duration by) {
    now.updateAndGet(then -> then.plus(by));
  }

  List<Duration> slept() {
    return slept;
  }

  @Override
  public void sleep(Duration duration) {
    slept.add(duration);
    advance(duration);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("only instants are asked for");
  }
}
