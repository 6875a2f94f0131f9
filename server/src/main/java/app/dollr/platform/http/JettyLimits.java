package app.dollr.platform.http;

import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** What Jetty is told of limits: sizes, times, connections, and how long to wait at the end. */
final class JettyLimits {
  private JettyLimits() {}

  static void apply(Server server) {
    server.setHandler(new GracefulHandler());
    server.setStopTimeout(HttpLimits.GRACE.toMillis());
    server.addBean(new NetworkConnectionLimit(HttpLimits.MOST_CONNECTIONS, server));
  }

  static void apply(HttpConfiguration http) {
    http.setRequestHeaderSize(HttpLimits.HEADER_BYTES);
    http.setHeaderCacheSize(0);
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    // Some senders sign their headers, as they wrote them.
    http.setHeaderCacheCaseSensitive(true);
  }
}
