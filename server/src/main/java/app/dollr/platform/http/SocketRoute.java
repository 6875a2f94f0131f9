package app.dollr.platform.http;

import java.util.Map;
import java.util.Optional;

/**
 * One path that is served over connections that stay open.
 *
 * @param path without parameters
 */
public record SocketRoute(Kind kind, String path, Door door) {

  /** How texts travel. */
  public enum Kind {
    WEBSOCKET,
    /** Server-sent events, one way only. */
    STREAM
  }

  /** What decides who comes in. */
  public interface Door {
    /** Why not; empty to open. */
    Optional<Refusal> refusal(Map<String, String> query);

    SocketListener open(Socket socket, Map<String, String> query);
  }

  /** Why somebody does not come in. */
  public record Refusal(int status, String why) {}
}
