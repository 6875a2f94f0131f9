package app.dollr.gateways.pawapay;

import app.dollr.gateways.Check;
import app.dollr.gateways.ClockCheck;
import app.dollr.wire.OperationType;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What can be found out about the connection to pawaPay, before the first payment. */
public final class PawapayChecks {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final PawapayConfig config;
  private final PawapayClient client;
  private final String callbackUrl;
  private final Clock clock;

  PawapayChecks(PawapayConfig config, PawapayClient client, String callbackUrl, Clock clock) {
    this.config = config;
    this.client = client;
    this.callbackUrl = callbackUrl;
    this.clock = clock;
  }

  /** Makes all checks; nothing is thrown. */
  public List<Check> all() {
    try {
      var answer = client.get("/v2/active-conf", PATIENCE);
      if (answer.status() == 200) {
        return about(answer);
      }
      return List.of(
          Check.failed(
              "pawapay.credentials",
              "pawaPay answers with status %d".formatted(answer.status()),
              "make a token in the dashboard of this environment, and set DOLLR_PAWAPAY_TOKEN"));
    } catch (NoAnswer e) {
      return List.of(
          Check.failed(
              "pawapay.credentials",
              "pawaPay is out of reach: %s".formatted(e.why()),
              "see that DOLLR_PAWAPAY_URL is right and that this machine may connect to it"));
    }
  }

  private List<Check> about(PawapayClient.Answer answer) {
    var conf = ActiveConf.read(answer.body());
    List<Check> checks = new ArrayList<>();
    checks.add(Check.passed("pawapay.credentials", "the token is taken"));
    checks.add(ClockCheck.of("pawapay.clock", "pawaPay", answer.date(), clock.instant()));
    checks.addAll(mapping(conf));
    checks.add(callbacks(conf));
    checks.add(signatures(conf));
    return checks;
  }

  private List<Check> mapping(ActiveConf conf) {
    List<Check> checks = new ArrayList<>();
    for (var method : new TreeSet<>(config.providers().keySet())) {
      var provider = config.providers().getOrDefault(method, "");
      var name = "pawapay.method." + method;
      var remedy =
          "correct DOLLR_PAWAPAY_METHODS, or have it enabled; the account has %s"
              .formatted(new TreeSet<>(conf.providers().keySet()));
      if (!conf.providers().containsKey(provider)) {
        checks.add(Check.failed(name, "the account has no %s".formatted(provider), remedy));
      } else {
        checks.add(
            obstacle(conf, provider)
                .map(why ->
                    Check.failed(
                        name,
                        "%s %s".formatted(provider, why),
                        "wait for the operator, or ask pawaPay about the account"))
                .orElseGet(() -> Check.passed(name, "is %s".formatted(provider))));
      }
    }
    return checks;
  }

  private static Optional<String> obstacle(ActiveConf conf, String provider) {
    return conf.obstacle(provider, OperationType.COLLECTION)
        .or(() ->
            conf.state(provider, OperationType.COLLECTION)
                .flatMap(state -> Discovery.obstacle(state, OperationType.COLLECTION)));
  }

  private Check callbacks(ActiveConf conf) {
    var urls = new TreeSet<String>();
    config
        .providers()
        .values()
        .forEach(provider ->
            Optional.ofNullable(conf.providers().get(provider)).stream()
                .flatMap(known -> known.terms().values().stream())
                .forEach(terms -> urls.add(terms.callbackUrl().orElse("none"))));
    boolean right = urls.stream().allMatch(url -> samePlace(url, callbackUrl)) && !urls.isEmpty();
    return right
        ? Check.passed("pawapay.callback-url", callbackUrl)
        : Check.failed(
            "pawapay.callback-url",
            "pawaPay calls back to %s".formatted(urls),
            "set all callback URLs in the dashboard to %s".formatted(callbackUrl));
  }

  private static boolean samePlace(String url, String expected) {
    try {
      return URI.create(url).equals(URI.create(expected));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Check signatures(ActiveConf conf) {
    var name = "pawapay.signatures";
    if (conf.signedRequestsOnly() && config.signing().isEmpty()) {
      return Check.failed(
          name,
          "the account takes signed requests only",
          "set DOLLR_PAWAPAY_SIGNING_KEY and DOLLR_PAWAPAY_SIGNING_KEY_ID");
    }
    boolean expected = config.callbacks() == PawapayConfig.Callbacks.SIGNED;
    if (expected && !conf.signedCallbacks()) {
      return Check.failed(
          name,
          "the account does not sign callbacks, so that all are refused",
          "switch signed callbacks on in the dashboard, or set DOLLR_PAWAPAY_CALLBACKS=hints");
    }
    return Check.passed(
        name, expected ? "callbacks are signed" : "callbacks are hints, and pawaPay is asked");
  }
}
