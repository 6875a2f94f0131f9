package app.dollr.platform.http;

import static net.logstash.logback.argument.StructuredArguments.kv;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line a request: what was asked, by whom, and how it ended. Never bodies, never queries. */
public final class AccessLog implements ExchangeObserver {
  private static final Logger LOG = LoggerFactory.getLogger("dollr.access");

  @Override
  public void answered(Exchange exchange) {
    if (!LOG.isInfoEnabled()) {
      return;
    }
    LOG.info(
        "{} {} {}",
        kv("method", exchange.method()),
        kv("path", exchange.path()),
        kv("status", exchange.answer().status()),
        kv("operation", exchange.operation()),
        kv("merchant_id", exchange.caller().map(c -> c.merchant().value()).orElse(null)),
        kv("client_id", exchange.caller().map(c -> c.client().value()).orElse(null)),
        kv("request_id", exchange.requestId()),
        kv("address", exchange.address()),
        kv("bytes", exchange.answer().body().length),
        kv("took_us", exchange.took().toNanos() / 1000));
  }
}
