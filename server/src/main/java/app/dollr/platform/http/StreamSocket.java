package app.dollr.platform.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * A stream of server-sent events; what is sent are whole ones. It is written by the thread of its
 * request, so that a reader that is too slow holds up nobody, and loses its stream.
 */
final class StreamSocket implements Socket {
  private static final int MOST_WAITING = 256;
  private static final Duration QUIET = Duration.ofSeconds(15);
  private static final String END = "";
  private static final String STILL_HERE = ": still here\n\n";

  private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private volatile Runnable cutting = () -> {};
  private volatile boolean closed;

  @Override
  public void send(String text) {
    if (!waiting.offer(text)) {
      cut();
    }
  }

  @Override
  public void close(int code, String reason) {
    if (!waiting.offer(END)) {
      cut();
    }
  }

  /** Ends it though its thread may be in the middle of writing to somebody who does not read. */
  private void cut() {
    if (!closed) {
      closed = true;
      cutting.run();
    }
  }

  /** Writes what is sent until the stream ends, from either side. */
  void serve(Context context) {
    var connection =
        ServletContextRequest.getServletContextRequest(context.req())
            .getConnectionMetaData()
            .getConnection();
    cutting = connection.getEndPoint()::close;
    var response = context.res();
    response.setStatus(200);
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    response.setHeader("Access-Control-Allow-Origin", "*");
    try {
      var out = response.getOutputStream();
      out.write(STILL_HERE.getBytes(StandardCharsets.UTF_8));
      out.flush();
      while (!closed) {
        var next = waiting.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
        if (END.equals(next)) {
          return;
        }
        var text = next == null ? STILL_HERE : next;
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (IOException e) {
      closed = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
