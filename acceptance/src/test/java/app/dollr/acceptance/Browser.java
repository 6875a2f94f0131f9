package app.dollr.acceptance;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A real browser, the system's Chromium, with windows that are new for each test. A test fails when
 * one of its pages breaks its Content-Security-Policy, writes an error to the console, throws, or
 * asks anything of another host; {@link Window#expectError} says which error is meant to be.
 *
 * <p>Screenshots lie in {@code test-output/screenshots}, in a folder for each test class.
 */
public final class Browser implements BeforeEachCallback, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(Browser.class);
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final List<String> SWITCHES =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-dev-shm-usage");

  private final List<Window> windows = new ArrayList<>();
  private Optional<com.microsoft.playwright.Browser> chromium = Optional.empty();
  private Optional<Path> folder = Optional.empty();

  private Browser() {}

  /** A browser to register as an extension of a test class. */
  public static Browser create() {
    return new Browser();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    chromium = Optional.of(running(context).chromium());
    folder = Optional.of(screenshots().resolve(context.getRequiredTestClass().getSimpleName()));
  }

  /** Fails with all that went wrong in the windows, once they are closed. */
  @Override
  public void afterEach(ExtensionContext context) {
    var wrong = new ArrayList<String>();
    var failed = context.getExecutionException().isPresent();
    for (var window : windows) {
      if (failed) {
        window.screenshot("failed-" + context.getRequiredTestMethod().getName());
      }
      window.close();
      wrong.addAll(window.wrong());
    }
    windows.clear();
    if (!wrong.isEmpty() && !failed) {
      throw new AssertionError(String.join("\n", wrong));
    }
  }

  /** A window of its own session, as of a phone 360 pixels wide. */
  public Window phone() {
    return open(Look.phone());
  }

  /** A window of its own session, as of a desktop computer. */
  public Window desktop() {
    return open(Look.desktop());
  }

  /** A window of its own session, with cookies of its own. */
  public Window open(Look look) {
    BrowserContext context = chromium.orElseThrow().newContext(look.options());
    var window = new Window(context, folder.orElseThrow());
    windows.add(window);
    return window;
  }

  /** The one Chromium of this run of the tests, started when first needed. */
  private static Running running(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Running.class, key -> Running.start(), Running.class);
  }

  private static Path screenshots() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
        .takeWhile(path -> path != null)
        .filter(path -> Files.exists(path.resolve("dollr")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the tests run outside the project"))
        .resolve("test-output/screenshots");
  }

  /** Chromium and what drives it; closed when the last test has run. */
  private record Running(Playwright playwright, com.microsoft.playwright.Browser chromium)
      implements AutoCloseable {

    static Running start() {
      var options =
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
      var playwright = Playwright.create(options);
      var launch =
          new BrowserType.LaunchOptions()
              .setExecutablePath(program())
              .setHeadless(true)
              .setArgs(SWITCHES);
      return new Running(playwright, playwright.chromium().launch(launch));
    }

    private static Path program() {
      var folders = System.getenv().getOrDefault("PATH", "").split(":", -1);
      return NAMES.stream()
          .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
          .filter(Files::isExecutable)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("the browser tests need Chromium"));
    }

    @Override
    public void close() {
      chromium.close();
      playwright.close();
    }
  }
}
