package app.dollr.acceptance;

import app.dollr.platform.http.Exchange;
import app.dollr.platform.http.ExchangeObserver;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What holds every answer the server gives against the contract. */
final class ContractObserver implements ExchangeObserver {
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();

  @Override
  public void answered(Exchange exchange) {
    if (exchange.answer().status() >= 500 && exchange.answer().status() != 503) {
      violations.add("%s answered %d".formatted(exchange.operation(), exchange.answer().status()));
    }
  }

  /** Fails with all that was found since the last check. */
  void check() {
    var found = new ArrayList<>(violations);
    violations.clear();
    if (!found.isEmpty()) {
      throw new AssertionError(String.join("\n", found));
    }
  }
}
