package app.dollr.platform.tracing;

import app.dollr.platform.http.Exchange;
import app.dollr.platform.http.ExchangeObserver;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The spans of this program: one a request that was answered, one a call of a gateway. They are
 * sent in batches by a thread of their own; what cannot be sent is lost, and nothing waits for it.
 */
public final class Tracing implements AutoCloseable {
  private static final String NAME = "dollr-server";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final TextMapGetter<Map<String, String>> HEADERS =
      (carrier, name) -> carrier == null ? null : carrier.get(name);

  private final SdkTracerProvider provider;
  private final Tracer tracer;
  private final Clock clock;

  private Tracing(SdkTracerProvider provider, Clock clock) {
    this.provider = provider;
    this.tracer = provider.get("app.dollr");
    this.clock = clock;
  }

  /**
   * Spans that go to a collector.
   *
   * @param endpoint of OTLP over HTTP, such as {@code http://localhost:4318}
   */
  public static Tracing to(String endpoint, Clock clock) {
    var exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(endpoint + "/v1/traces")
            .setTimeout(PATIENCE)
            .build();
    var service = Attributes.of(AttributeKey.stringKey("service.name"), NAME);
    var provider =
        SdkTracerProvider.builder()
            .setResource(Resource.getDefault().merge(Resource.create(service)))
            .addSpanProcessor(
                BatchSpanProcessor.builder(exporter).setExporterTimeout(PATIENCE).build())
            .build();
    return new Tracing(provider, clock);
  }

  /** What makes a span of each request, under the caller's own where he has told it. */
  public ExchangeObserver requests() {
    return this::answered;
  }

  /** A call of somebody else as a span, which tells nothing but its name. */
  public <T> T calling(String name, Supplier<T> call) {
    var span =
        tracer
            .spanBuilder(name)
            .setSpanKind(SpanKind.CLIENT)
            .setStartTimestamp(clock.instant())
            .startSpan();
    try {
      return call.get();
    } catch (RuntimeException e) {
      span.setStatus(StatusCode.ERROR);
      throw e;
    } finally {
      span.end(clock.instant());
    }
  }

  /** Sends what is left, and no more. */
  @Override
  public void close() {
    provider.close();
  }

  private void answered(Exchange exchange) {
    var end = clock.instant();
    int status = exchange.answer().status();
    var span =
        tracer
            .spanBuilder(exchange.operation())
            .setSpanKind(SpanKind.SERVER)
            .setParent(parent(exchange))
            .setStartTimestamp(end.minus(exchange.took()))
            .setAttribute("http.request.method", exchange.method())
            .setAttribute("url.path", exchange.path())
            .setAttribute("http.response.status_code", status)
            .setAttribute("dollr.request_id", exchange.requestId())
            .startSpan();
    if (status >= 500) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end(end);
  }

  private static Context parent(Exchange exchange) {
    Map<String, String> carrier =
        exchange.traceParent().map(value -> Map.of("traceparent", value)).orElse(Map.of());
    return W3CTraceContextPropagator.getInstance().extract(Context.root(), carrier, HEADERS);
  }
}
