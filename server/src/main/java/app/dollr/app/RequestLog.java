package app.dollr.app;

import app.dollr.platform.http.Caller;
import app.dollr.platform.http.Exchange;
import app.dollr.platform.http.ExchangeObserver;
import app.dollr.platform.http.WireTime;
import app.dollr.values.MerchantId;
import app.dollr.wire.RequestLogResponse;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * The last requests of each merchant, for its developers to look at: 200 each, of the 2,000
 * merchants that called last, in the memory of the node that answered. It is no audit and outlives
 * nothing.
 */
final class RequestLog implements ExchangeObserver {
  private static final int MOST_OF_ONE = 200;
  private static final int MOST_MERCHANTS = 2000;
  private static final Duration KEPT = Duration.ofHours(24);

  private final Clock clock;
  private final AtomicLong ids = new AtomicLong();
  private final LoadingCache<MerchantId, Deque<RequestLogResponse>> requests =
      Caffeine.newBuilder()
          .maximumSize(MOST_MERCHANTS)
          .expireAfterAccess(KEPT)
          .build(merchant -> new ArrayDeque<>());

  RequestLog(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void answered(Exchange exchange) {
    exchange.caller().ifPresent(caller -> note(exchange, caller));
  }

  /** Those of a merchant that pass the filter, the newest first. */
  List<RequestLogResponse> of(MerchantId merchant, Predicate<RequestLogResponse> filter) {
    var all = requests.get(merchant);
    synchronized (all) {
      return all.stream().filter(filter).toList();
    }
  }

  private void note(Exchange exchange, Caller caller) {
    var all = requests.get(caller.merchant());
    var request =
        new RequestLogResponse(
            ids.incrementAndGet(),
            WireTime.of(clock.instant()),
            exchange.method(),
            exchange.path(),
            exchange.answer().status(),
            exchange.took().toMillis(),
            exchange.requestId(),
            caller.client().value());
    synchronized (all) {
      all.addFirst(request);
      if (all.size() > MOST_OF_ONE) {
        all.removeLast();
      }
    }
  }
}
