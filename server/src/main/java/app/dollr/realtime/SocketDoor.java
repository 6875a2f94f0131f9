package app.dollr.realtime;

import app.dollr.platform.http.Socket;
import app.dollr.platform.http.SocketListener;
import app.dollr.platform.http.SocketRoute;
import app.dollr.platform.http.SocketRoute.Refusal;
import app.dollr.realtime.Frame.Version;
import java.util.Map;
import java.util.Optional;

/** The door of the websocket: it opens to the public key, from any origin. */
final class SocketDoor implements SocketRoute.Door {
  private final Realtime realtime;

  SocketDoor(Realtime realtime) {
    this.realtime = realtime;
  }

  @Override
  public Optional<Refusal> refusal(Map<String, String> query) {
    if (!realtime.keys().isAnon(query.getOrDefault("apikey", ""))) {
      return Optional.of(new Refusal(401, "Invalid API key"));
    }
    return realtime.isFull()
        ? Optional.of(new Refusal(429, "Too many connections"))
        : Optional.empty();
  }

  @Override
  public SocketListener open(Socket socket, Map<String, String> query) {
    return realtime.open(socket, Version.of(query.get("vsn")));
  }
}
