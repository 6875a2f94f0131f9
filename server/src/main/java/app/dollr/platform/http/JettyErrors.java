package app.dollr.platform.http;

import app.dollr.platform.json.Json;
import app.dollr.platform.random.Randomness;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** The answers to what never becomes a request: unreadable HTTP, headers that are too large. */
final class JettyErrors extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    return write(response, callback, response.getStatus());
  }

  @Override
  public boolean writeError(Request request, Response response, Callback callback, int status) {
    return write(response, callback, status);
  }

  private static boolean write(Response response, Callback callback, int status) {
    var text = String.valueOf(HttpStatus.getMessage(status));
    var body = Json.write(Map.of("detail", text, "message", text, "code", code(text)));
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put("X-Request-Id", Randomness.requestId());
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  private static String code(@Nullable String text) {
    return String.valueOf(text).toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_");
  }
}
