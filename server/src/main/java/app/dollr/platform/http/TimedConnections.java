package app.dollr.platform.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Connections that end when the head of a request takes too long. Jetty's idle time-out begins anew
 * with each byte, so a caller who sends one now and then would keep a connection for ever.
 */
final class TimedConnections extends HttpConnectionFactory {
  private final Clock clock;

  TimedConnections(HttpConfiguration configuration, Clock clock) {
    super(configuration);
    this.clock = clock;
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    var connection = new Timed(getHttpConfiguration(), connector, endPoint, clock);
    connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
    return configure(connection, connector, endPoint);
  }

  /** Looks at the time whenever a piece of a head arrives; bodies are read in another way. */
  private static final class Timed extends HttpConnection {
    private final Clock clock;
    private Instant began;
    private long heads;

    Timed(HttpConfiguration configuration, Connector connector, EndPoint endPoint, Clock clock) {
      super(configuration, connector, endPoint);
      this.clock = clock;
      this.began = clock.instant();
    }

    @Override
    public void onFillable() {
      var now = clock.instant();
      if (getParser().isStart() || getMessagesIn() != heads) {
        heads = getMessagesIn();
        began = now;
      } else if (Duration.between(began, now).compareTo(HttpLimits.HEAD) > 0) {
        close();
        return;
      }
      super.onFillable();
    }
  }
}
