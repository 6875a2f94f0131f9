package app.dollr.platform.http;

/** What hears of every answer after it was made: the access log, the metrics. */
public interface ExchangeObserver {
  void answered(Exchange exchange);
}
