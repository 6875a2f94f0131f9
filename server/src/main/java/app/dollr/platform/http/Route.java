package app.dollr.platform.http;

/**
 * One operation that is served.
 *
 * @param path such as {@code /{version}/parties/retrieve/{id}}
 * @param access who may call it
 * @param creates whether it creates something, so that repeating it would make another
 */
public record Route(Method method, String path, Access access, boolean creates, Handler handler) {

  /** The methods in use. */
  public enum Method {
    GET,
    HEAD,
    POST,
    PUT,
    DELETE,
    OPTIONS
  }

  /** Who may call. */
  public enum Access {
    /** Anybody. */
    OPEN,
    /** Whoever the gatekeeper admits. */
    CALLER
  }

  /** The operation as logs and metrics name it: {@code GET /{version}/parties/list}. */
  public String name() {
    return method + " " + path;
  }

  boolean versioned() {
    return path.startsWith("/{version}/");
  }
}
