package app.dollr.access;

import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Route.Method;
import app.dollr.platform.http.Routes;
import app.dollr.values.Secret;
import app.dollr.wire.ObtainTokenResponse;

/** The token call. */
final class AccessResource implements Resource {
  private static final int LONGEST = 255;

  private final Access access;

  AccessResource(Access access) {
    this.access = access;
  }

  @Override
  public void addTo(Routes routes) {
    routes.open(Method.POST, "/{version}/jwt/client/obtain/token", this::obtain);
  }

  private Answer obtain(Call call) {
    var body = call.body();
    var client = body.required("client_id").text(LONGEST);
    var secret = body.required("client_secret").text(LONGEST);
    body.check();
    var token = access.obtain(client.get(), Secret.of(secret.get()), call.address());
    return Answer.json(
            new ObtainTokenResponse(
                token.value().reveal(), Math.toIntExact(token.lifetime().toMinutes())))
        .withHeader("Cache-Control", "no-store");
  }
}
