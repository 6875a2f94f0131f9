package app.dollr.platform.http;

import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** A websocket. What its reader does not take is held up to a limit, and then the socket is cut. */
final class JettySocket implements Socket {
  private static final int MOST_WAITING = 256;

  private final Session session;
  private final AtomicInteger waiting = new AtomicInteger();

  JettySocket(Session session) {
    this.session = session;
  }

  @Override
  public void send(String text) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      session.disconnect();
      return;
    }
    session.sendText(
        text, Callback.from(waiting::decrementAndGet, failure -> session.disconnect()));
  }

  @Override
  public void close(int code, String reason) {
    session.close(code, reason, Callback.NOOP);
  }
}
