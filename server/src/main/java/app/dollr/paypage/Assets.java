package app.dollr.paypage;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.platform.secrets.Hashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;

/** The files all pages share. Their URLs change with their content, so they are kept for good. */
final class Assets implements Resource {
  private static final String STYLE = "text/css; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String WEBJARS = "/META-INF/resources/webjars/";
  private static final int HASH = 10;

  private final Map<String, Asset> all =
      Map.of(
          "icon.svg", Asset.read("/paypage/icon.svg", "image/svg+xml"),
          "card.js", Asset.read("/paypage/card.js", SCRIPT),
          "pay.css", Asset.read("/paypage/pay.css", STYLE),
          "pay.js", Asset.read("/paypage/pay.js", SCRIPT),
          "htmx.js", Asset.read(WEBJARS + "htmx.org/2.0.10/dist/htmx.min.js", SCRIPT),
          "sse.js", Asset.read(WEBJARS + "htmx-ext-sse/2.2.2/sse.js", SCRIPT));

  private record Asset(String type, String hash, Answer answer) {
    static Asset read(String resource, String type) {
      try (var stream = Assets.class.getResourceAsStream(resource)) {
        if (stream == null) {
          throw new IllegalStateException("%s is missing".formatted(resource));
        }
        var bytes = stream.readAllBytes();
        var hash = HexFormat.of().formatHex(Hashes.sha256(bytes)).substring(0, HASH);
        return new Asset(type, hash, Answer.of(200, type, bytes));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void addTo(Routes routes) {
    routes.page("/assets/{file}", this::serve);
  }

  /** Where a page finds a file. */
  String url(String file) {
    return "/assets/%s?v=%s".formatted(file, asset(file).hash());
  }

  private Answer serve(Call call) {
    return asset(call.path("file"))
        .answer()
        .withHeader("Cache-Control", "public, max-age=31536000, immutable")
        .withHeader("X-Content-Type-Options", "nosniff");
  }

  private Asset asset(String file) {
    var asset = all.get(file);
    if (asset == null) {
      throw Refused.of(ErrorCode.NOT_FOUND);
    }
    return asset;
  }
}
