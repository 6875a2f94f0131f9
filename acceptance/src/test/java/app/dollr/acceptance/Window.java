package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A window of the browser with a session of its own; what goes wrong in it is noted. */
public final class Window {
  private static final Set<String> OUR_HOSTS = Set.of("localhost", "127.0.0.1");
  private static final Set<String> SCHEMES = Set.of("http", "https", "ws", "wss");
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
  private static final int PATIENCE_MILLIS = 10_000;

  private final BrowserContext context;
  private final Path folder;
  private final Page page;
  private final List<String> wrong;
  private final List<String> meant;

  Window(BrowserContext context, Path folder) {
    this(context, folder, new ArrayList<>(), new ArrayList<>());
    context.setDefaultTimeout(PATIENCE_MILLIS);
    context.onConsoleMessage(this::hear);
    context.onWebError(error -> wrong.add("thrown: " + error.error()));
    context.onRequest(this::check);
  }

  private Window(BrowserContext context, Path folder, List<String> wrong, List<String> meant) {
    this.context = context;
    this.folder = folder;
    this.wrong = wrong;
    this.meant = meant;
    this.page = context.newPage();
  }

  /** Another tab of the same session. */
  public Window tab() {
    return new Window(context, folder, wrong, meant);
  }

  public Page page() {
    return page;
  }

  public Window go(String url) {
    page.navigate(url);
    return this;
  }

  /** Errors on the console that contain this text are part of the test. */
  public Window expectError(String text) {
    meant.add(text);
    return this;
  }

  /** What the page is about: its one main heading. */
  public String heading() {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)).innerText();
  }

  public Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  public Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
  }

  public Locator labelled(String label) {
    return page.getByLabel(label);
  }

  /** Waits until the page shows a text. */
  public Window awaitText(String text) {
    page.getByText(text).first().waitFor();
    return this;
  }

  /** All that can be read on the page. */
  public String text() {
    return page.locator("body").innerText();
  }

  /** Keeps what the page looks like, the whole of it. */
  public Window screenshot(String name) {
    var options =
        new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")).setFullPage(true);
    page.screenshot(options);
    return this;
  }

  /** Holds the page against WCAG 2.2 AA, and against being wider than the window. */
  public Window isAccessible() {
    var found = new AxeBuilder(page).withTags(WCAG).analyze().getViolations();
    assertThat(found.stream().map(Window::told)).as(page.url()).isEmpty();
    var wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
    assertThat(page.evaluate(wider)).as("%s scrolls sideways", page.url()).isEqualTo(false);
    return this;
  }

  List<String> wrong() {
    return wrong.stream().filter(line -> meant.stream().noneMatch(line::contains)).toList();
  }

  void close() {
    context.close();
  }

  private void hear(ConsoleMessage message) {
    if (message.type().equals("error")) {
      wrong.add("%s: %s".formatted(message.location(), message.text()));
    }
  }

  private void check(Request request) {
    var uri = URI.create(request.url().split("#", 2)[0].replaceFirst("^(data|blob):.*", "$1:x"));
    if (SCHEMES.contains(uri.getScheme()) && !OUR_HOSTS.contains(uri.getHost())) {
      wrong.add("asked another host: " + request.url());
    }
  }

  private static String told(Rule rule) {
    return "%s: %s %s".formatted(rule.getId(), rule.getHelp(), rule.getNodes());
  }
}
