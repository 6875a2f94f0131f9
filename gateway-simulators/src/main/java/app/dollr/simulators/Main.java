package app.dollr.simulators;

import app.dollr.simulators.pawapay.PawapaySettings;
import app.dollr.simulators.pawapay.PawapaySimulator;
import app.dollr.simulators.stripe.StripeKeys;
import app.dollr.simulators.stripe.StripeSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The simulated gateways as a program: pawaPay and Stripe, until it is stopped. It prints the
 * settings by which a server in live mode finds them, as lines that a shell can source.
 */
public final class Main {
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final String SECRET_KEY = "sk_test_simulator";
  private static final String PUBLISHABLE_KEY = "pk_test_simulator";
  private static final String WEBHOOK_SECRET = "whsec_simulator";

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "--pawapay-port", "8091",
          "--stripe-port", "8092",
          "--callback-url", "http://localhost:8080",
          "--settlement-delay", "2s",
          "--folder", "");

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    try {
      serve(options(List.of(arguments)));
    } catch (UncheckedIOException e) {
      System.err.println("dollr simulators: " + e.getMessage());
      System.exit(FAILED);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      System.err.println(e.getMessage());
      System.err.println(
          "usage: dollr simulators [--pawapay-port=N] [--stripe-port=N] [--callback-url=URL]"
              + " [--settlement-delay=2s] [--folder=PATH]");
      System.exit(USAGE);
    }
  }

  private static void serve(Map<String, String> options) throws InterruptedException {
    var clock = Clock.systemUTC();
    var server = options.getOrDefault("--callback-url", "").replaceFirst("/$", "");
    var folder =
        Optional.ofNullable(options.get("--folder")).filter(f -> !f.isEmpty()).map(Main::made);
    var usual =
        PawapaySettings.DEFAULT
            .onPort(port(options, "--pawapay-port"))
            .withDelay(delay(options.getOrDefault("--settlement-delay", "")));
    var pawapay = new PawapaySimulator(folder.map(usual::in).orElse(usual), clock);
    pawapay.sendTo(URI.create(server + "/callbacks/pawapay"));
    pawapay.start();
    var stripe =
        new StripeSimulator(
            port(options, "--stripe-port"),
            new StripeKeys(SECRET_KEY, PUBLISHABLE_KEY),
            clock,
            folder.map(books -> books.resolve("stripe.jsonl")));
    stripe.sendTo(URI.create(server + "/callbacks/stripe"), List.of(WEBHOOK_SECRET));
    stripe.start();
    print(pawapay, stripe);
    Thread.currentThread().join();
  }

  private static void print(PawapaySimulator pawapay, StripeSimulator stripe) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("DOLLR_MODE", "live");
    settings.put("DOLLR_GATEWAYS", "simulated");
    settings.put("DOLLR_PAWAPAY_URL", pawapay.url());
    settings.put("DOLLR_PAWAPAY_TOKEN", PawapaySettings.DEFAULT.token());
    settings.put("DOLLR_STRIPE_URL", stripe.url());
    settings.put("DOLLR_STRIPE_SECRET_KEY", SECRET_KEY);
    settings.put("DOLLR_STRIPE_PUBLISHABLE_KEY", PUBLISHABLE_KEY);
    settings.put("DOLLR_STRIPE_WEBHOOK_SECRETS", WEBHOOK_SECRET);
    settings.forEach((name, value) -> System.out.println(name + "=" + value));
    System.out.flush();
  }

  private static Map<String, String> options(List<String> arguments) {
    Map<String, String> options = new LinkedHashMap<>(DEFAULTS);
    for (var argument : arguments) {
      var parts = argument.split("=", 2);
      if (parts.length != 2 || !DEFAULTS.containsKey(parts[0])) {
        throw new IllegalArgumentException("'%s' is no option".formatted(argument));
      }
      options.put(parts[0], parts[1]);
    }
    return options;
  }

  private static Path made(String folder) {
    try {
      return Files.createDirectories(Path.of(folder));
    } catch (IOException e) {
      throw new UncheckedIOException("the folder '%s' cannot be made".formatted(folder), e);
    }
  }

  private static int port(Map<String, String> options, String name) {
    var text = options.getOrDefault(name, "");
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65535) {
      throw new IllegalArgumentException("%s: '%s' is no port".formatted(name, text));
    }
    return Integer.parseInt(text);
  }

  private static Duration delay(String text) {
    return Duration.parse(text.matches("\\d+s") ? "PT" + text : text);
  }
}
