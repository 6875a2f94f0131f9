package app.dollr.gateways.pawapay;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator has to look at: in the log, and counted. */
final class Alarms {
  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

  private final MeterRegistry metrics;

  Alarms(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /**
   * Raises one.
   *
   * @param what in one or two words, as the figures have it
   * @param details without names, phone numbers or secrets
   */
  void raise(String what, String details) {
    LOG.error("{}: {}", what, details);
    metrics
        .counter("dollr.gateway.alarms", "gateway", PawapayGateway.NAME, "what", what)
        .increment();
  }

  /** Counts a callback, by what became of it. */
  void callback(String became) {
    metrics
        .counter("dollr.gateway.callbacks", "gateway", PawapayGateway.NAME, "became", became)
        .increment();
  }
}
