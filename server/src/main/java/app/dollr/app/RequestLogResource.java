package app.dollr.app;

import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.wire.RequestLogResponse;
import java.util.Optional;
import java.util.function.Predicate;

/** The call about a merchant's last requests. */
final class RequestLogResource implements Resource {
  private static final int LONGEST = 200;

  private final RequestLog log;

  RequestLogResource(RequestLog log) {
    this.log = log;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("/{version}/request-logs/list", this::list);
  }

  private Answer list(Call call) {
    var query = call.query();
    var status = query.optional("status").matching("[1-5](xx|\\d\\d)");
    var path = query.optional("path").text(1, LONGEST);
    var requestId = query.optional("request_id").text(1, LONGEST);
    var after = query.optional("after").integer(0, Long.MAX_VALUE);
    query.check();
    Predicate<RequestLogResponse> filter =
        request ->
            status.optional().map(wanted -> isOf(wanted, request.status())).orElse(true)
                && path.optional().map(request.path()::contains).orElse(true)
                && matches(requestId.optional(), request.requestId())
                && request.id() > after.orElse(0L);
    return Answer.json(log.of(call.caller().merchant(), filter));
  }

  private static boolean isOf(String wanted, int status) {
    return Integer.toString(status).matches(wanted.replace("xx", "\\d\\d"));
  }

  private static boolean matches(Optional<String> wanted, String requestId) {
    return wanted.map(requestId::equals).orElse(true);
  }
}
