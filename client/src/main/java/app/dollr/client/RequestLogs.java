package app.dollr.client;

import app.dollr.client.internal.Call;
import app.dollr.client.internal.Target;
import app.dollr.client.internal.Transport;
import app.dollr.wire.RequestLogResponse;
import java.util.List;
import java.util.Optional;

/** The merchant's last 200 requests to one node. An extension of this server. */
public final class RequestLogs {
  private final Transport transport;

  RequestLogs(Transport transport) {
    this.transport = transport;
  }

  /**
   * Which requests to show.
   *
   * @param status such as {@code 422}, or {@code 4xx}
   * @param path what is in it
   * @param after the id of the last one that is known already; 0 for all
   */
  public record Filter(
      Optional<String> status, Optional<String> path, Optional<String> requestId, long after) {
    /** All of them. */
    public static final Filter ALL =
        new Filter(Optional.empty(), Optional.empty(), Optional.empty(), 0);
  }

  /** The newest first. */
  public List<RequestLogResponse> list(Filter filter) {
    var target =
        Target.of("v1", "request-logs", "list")
            .with("status", filter.status().orElse(null))
            .with("path", filter.path().orElse(null))
            .with("request_id", filter.requestId().orElse(null))
            .with("after", filter.after());
    return transport.run(Call.list(target, RequestLogResponse.class));
  }
}
