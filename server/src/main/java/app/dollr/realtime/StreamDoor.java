package app.dollr.realtime;

import app.dollr.platform.http.Socket;
import app.dollr.platform.http.SocketListener;
import app.dollr.platform.http.SocketRoute;
import app.dollr.platform.http.SocketRoute.Refusal;
import java.util.Map;
import java.util.Optional;

/** The door of the stream: it opens to the key of a payment, from any origin. */
final class StreamDoor implements SocketRoute.Door {
  private static final String TOKEN = "access_token";

  private final Realtime realtime;

  StreamDoor(Realtime realtime) {
    this.realtime = realtime;
  }

  @Override
  public Optional<Refusal> refusal(Map<String, String> query) {
    try {
      var _ = claims(query);
    } catch (KeyRefused refused) {
      return Optional.of(new Refusal(401, refused.why()));
    }
    return realtime.isFull()
        ? Optional.of(new Refusal(429, "Too many connections"))
        : Optional.empty();
  }

  @Override
  public SocketListener open(Socket socket, Map<String, String> query) {
    try {
      return realtime.open(socket, claims(query));
    } catch (KeyRefused refused) {
      throw new IllegalStateException("a key expired while it was read", refused);
    }
  }

  private Claims claims(Map<String, String> query) throws KeyRefused {
    return realtime.keys().read(query.getOrDefault(TOKEN, ""));
  }
}
