package app.dollr.platform.http;

import app.dollr.platform.json.Json;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import io.javalin.websocket.WsHandlerType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.jspecify.annotations.Nullable;

/** The websockets of a listener. */
final class Sockets {
  /** Clients send a heartbeat every 25 or 30 seconds. */
  private static final Duration IDLE = Duration.ofSeconds(90);

  private static final int LONGEST_TEXT = 131_072;
  private static final int BUFFER = 1024;
  private static final String LISTENER = "dollr.listener";

  private @Nullable ServletContextHandler context;

  /** Why an upgrade is refused. */
  private static final class UpgradeRefused extends HttpResponseException {
    private static final long serialVersionUID = 1L;

    UpgradeRefused(SocketRoute.Refusal refusal) {
      super(refusal.status(), refusal.why());
    }
  }

  void configure(JavalinConfig config, List<SocketRoute> routes) {
    config.jetty.modifyServletContextHandler(handler -> context = handler);
    config.jetty.modifyWebSocketServletFactory(this::limit);
    for (var route : routes) {
      if (route.kind() == SocketRoute.Kind.STREAM) {
        config.routes.addHttpHandler(HandlerType.GET, route.path(), ctx -> stream(ctx, route));
        continue;
      }
      config.routes.addHttpHandler(
          HandlerType.WEBSOCKET_BEFORE_UPGRADE, route.path(), ctx -> admit(ctx, route));
      config.routes.addWsHandler(
          WsHandlerType.WEBSOCKET, route.path(), socket -> serve(socket, route));
    }
    config.routes.exception(
        UpgradeRefused.class,
        (refused, ctx) -> {
          ctx.status(refused.getStatus());
          ctx.contentType("application/json");
          ctx.result(Json.write(Map.of("error", String.valueOf(refused.getMessage()))));
        });
  }

  /** Compression is not offered: it would cost each socket more memory than all else. */
  private void limit(JettyWebSocketServletFactory factory) {
    factory.setIdleTimeout(IDLE);
    factory.setMaxTextMessageSize(LONGEST_TEXT);
    factory.setMaxBinaryMessageSize(LONGEST_TEXT);
    factory.setInputBufferSize(BUFFER);
    factory.setOutputBufferSize(BUFFER);
    if (context != null) {
      WebSocketServerComponents.getWebSocketComponents(context)
          .getExtensionRegistry()
          .unregister("permessage-deflate");
    }
  }

  private static void admit(Context context, SocketRoute route) {
    route
        .door()
        .refusal(query(context.queryParamMap()))
        .ifPresent(why -> {
          throw new UpgradeRefused(why);
        });
  }

  private static void stream(Context context, SocketRoute route) {
    context.header("Access-Control-Allow-Origin", "*");
    admit(context, route);
    var stream = new StreamSocket();
    var listener = route.door().open(stream, query(context.queryParamMap()));
    try {
      stream.serve(context);
    } finally {
      listener.closed();
    }
  }

  private static void serve(WsConfig socket, SocketRoute route) {
    socket.onConnect(ctx -> {
      var listener = route.door().open(new JettySocket(ctx.session), query(ctx.queryParamMap()));
      ctx.attribute(LISTENER, listener);
    });
    socket.onMessage(ctx -> listener(ctx).text(ctx.message()));
    socket.onClose(ctx -> listener(ctx).closed());
  }

  private static SocketListener listener(WsContext context) {
    SocketListener listener = context.attribute(LISTENER);
    return listener == null ? NONE : listener;
  }

  private static final SocketListener NONE =
      new SocketListener() {
        @Override
        public void text(String text) {}

        @Override
        public void closed() {}
      };

  private static Map<String, String> query(Map<String, List<String>> parameters) {
    Map<String, String> last = new LinkedHashMap<>();
    parameters.forEach((name, values) -> last.put(name, values.getLast()));
    return last;
  }
}
