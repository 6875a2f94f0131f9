package app.dollr.app;

import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Route.Method;
import app.dollr.platform.http.Routes;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** The figures, for Prometheus to collect. */
final class MetricsResource implements Resource {
  private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry;

  MetricsResource(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void addTo(Routes routes) {
    routes.open(Method.GET, "/metrics", call -> Answer.text(FORMAT, registry.scrape()));
  }
}
