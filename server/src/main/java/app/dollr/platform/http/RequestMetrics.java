package app.dollr.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many requests there were and how long they took, by operation and status. */
public final class RequestMetrics implements ExchangeObserver {
  private record Key(String operation, int status) {}

  private final MeterRegistry registry;
  private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

  public RequestMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void answered(Exchange exchange) {
    var key = new Key(exchange.operation(), exchange.answer().status());
    timers.computeIfAbsent(key, this::timer).record(exchange.took());
  }

  private Timer timer(Key key) {
    return Timer.builder("dollr.http.requests")
        .description("Requests answered")
        .tag("operation", key.operation())
        .tag("status", Integer.toString(key.status()))
        .serviceLevelObjectives(
            Duration.ofMillis(5),
            Duration.ofMillis(25),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(2))
        .register(registry);
  }
}
