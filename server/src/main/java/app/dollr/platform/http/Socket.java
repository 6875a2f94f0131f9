package app.dollr.platform.http;

/** One open connection over which texts are sent until it is closed. */
public interface Socket {
  /** Sends a text, after those sent before; a reader that is too slow loses its connection. */
  void send(String text);

  /** Says goodbye. */
  void close(int code, String reason);
}
