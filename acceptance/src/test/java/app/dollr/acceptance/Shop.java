package app.dollr.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A merchant's own site, on another origin than the server: pages built from {@code
 * acceptance/npm/src} with the packages that {@code npm ci} has installed, unmodified. All that
 * points them to the sandbox is one script tag.
 */
final class Shop implements BeforeAllCallback, AfterAllCallback {
  private static final Path NPM = Path.of("npm");

  private final Supplier<String> sandbox;
  private HttpServer server;
  private Path built;

  /**
   * A shop.
   *
   * @param sandbox the server's URL
   */
  Shop(Supplier<String> sandbox) {
    this.sandbox = sandbox;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
    built = Files.createTempDirectory("shop");
    build("plain.js");
    build("react.jsx");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    server.stop(0);
  }

  /** The page of a program, such as {@code react?element=payment}, for one payment. */
  String page(String program, String secret) {
    return "http://127.0.0.1:%d/page/%s#%s"
        .formatted(server.getAddress().getPort(), program, secret);
  }

  private void build(String source) throws IOException, InterruptedException {
    var esbuild = NPM.resolve("node_modules/.bin/esbuild");
    if (!Files.isExecutable(esbuild)) {
      throw new IllegalStateException(
          "the npm packages of the tests are missing; ./dollr test installs them, and so does"
              + " npm --prefix acceptance/npm ci --ignore-scripts");
    }
    var process =
        new ProcessBuilder(
                esbuild.toAbsolutePath().toString(),
                "src/" + source,
                "--bundle",
                "--format=esm",
                "--jsx=automatic",
                "--define:process.env.NODE_ENV=\"production\"",
                "--log-level=warning",
                "--outdir=" + built)
            .directory(NPM.toFile())
            .redirectErrorStream(true)
            .start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("esbuild cannot build %s: %s".formatted(source, output));
    }
  }

  private void serve(HttpExchange exchange) {
    var path = exchange.getRequestURI().getPath();
    try (exchange) {
      if (path.startsWith("/page/")) {
        var page = page(path.substring("/page/".length()));
        send(exchange, "text/html; charset=utf-8", page.getBytes(UTF_8));
      } else {
        send(exchange, "text/javascript", Files.readAllBytes(built.resolve(path.substring(1))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String page(String program) {
    return """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,">
    <script src="%1$s/sandbox/stripe.js" data-api="%1$s/sandbox/stripe"></script></head>
    <body><h1>Shop</h1><div id="app"><div id="card"></div><button id="pay" disabled>Pay</button>
    <p id="result"></p></div><script type="module" src="/%2$s.js"></script></body></html>
    """
        .formatted(sandbox.get(), program);
  }

  private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }
}
