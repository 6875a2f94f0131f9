package app.dollr.app;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Route.Method;
import app.dollr.platform.http.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The contract to read and try in a browser, with swagger-ui out of its WebJar. */
final class DocsResource implements Resource {
  private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui-dist/5.30.1/";
  private static final String OURS = "/docs/";
  private static final Map<String, String> FILES =
      Map.of(
          "docs.js", "text/javascript; charset=utf-8",
          "swagger-ui.css", "text/css; charset=utf-8",
          "swagger-ui-bundle.js", "text/javascript; charset=utf-8",
          "favicon-32x32.png", "image/png");
  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
          + " frame-ancestors 'none'";

  @Override
  public void addTo(Routes routes) {
    routes
        .open(Method.GET, "/", call -> redirect())
        .open(Method.GET, "/docs", call -> page())
        .open(Method.GET, "/docs/{file}", DocsResource::file);
  }

  private static Answer redirect() {
    return Answer.of(302, "text/plain; charset=utf-8", new byte[0]).withHeader("Location", "/docs");
  }

  private static Answer page() {
    return Answer.of(200, "text/html; charset=utf-8", read(OURS + "index.html").orElseThrow())
        .withHeader("Content-Security-Policy", POLICY)
        .withHeader("X-Content-Type-Options", "nosniff");
  }

  private static Answer file(Call call) {
    var name = call.path("file");
    return Optional.ofNullable(FILES.get(name))
        .flatMap(type ->
            read(OURS + name)
                .or(() -> read(WEBJAR + name))
                .map(bytes -> Answer.of(200, type, bytes)))
        .map(answer -> answer.withHeader("Cache-Control", "public, max-age=3600"))
        .map(answer -> answer.withHeader("X-Content-Type-Options", "nosniff"))
        .orElseThrow(() -> Refused.of(ErrorCode.NOT_FOUND));
  }

  private static Optional<byte[]> read(String resource) {
    try (InputStream stream = DocsResource.class.getResourceAsStream(resource)) {
      return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
