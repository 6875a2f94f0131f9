package app.dollr.realtime;

import app.dollr.documents.DocumentKind;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.values.SessionId;
import app.dollr.wire.RealtimeTokenResponse;

/** The giving of keys. */
final class RealtimeKeysResource implements Resource {
  private final Realtime realtime;

  RealtimeKeysResource(Realtime realtime) {
    this.realtime = realtime;
  }

  @Override
  public void addTo(Routes routes) {
    routes.post("/{version}/realtime-keys/collection", this::issue);
  }

  private Answer issue(Call call) {
    var body = call.body();
    var session = body.required("session_id").id().map(SessionId::new);
    var kind = body.required("source_type").word(DocumentKind.class);
    var reference = body.required("reference_id").reference();
    body.check();
    var key = realtime.issue(call.caller().merchant(), session.get(), kind.get(), reference.get());
    return Answer.json(
        new RealtimeTokenResponse(
            key.reveal(), Math.toIntExact(RealtimeKeys.LIFETIME.toSeconds())));
  }
}
