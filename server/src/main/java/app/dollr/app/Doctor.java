package app.dollr.app;

import app.dollr.gateways.Check;
import app.dollr.gateways.pawapay.PawapayGateway;
import app.dollr.gateways.stripe.StripeCards;
import app.dollr.platform.database.DatabaseAddress;
import app.dollr.platform.database.Migrations;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What looks whether all is as it has to be: the database, the public address, the gateways. */
final class Doctor {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int FOUND = 200;

  private final Config config;
  private final DatabaseAddress owner;
  private final Optional<PawapayGateway> pawapay;
  private final Optional<StripeCards> stripe;

  Doctor(
      Config config,
      DatabaseAddress owner,
      Optional<PawapayGateway> pawapay,
      Optional<StripeCards> stripe) {
    this.config = config;
    this.owner = owner;
    this.pawapay = pawapay;
    this.stripe = stripe;
  }

  /**
   * Makes all checks; nothing is thrown.
   *
   * @param publicUrl what every absolute URL begins with
   */
  List<Check> checks(String publicUrl) {
    List<Check> checks = new ArrayList<>();
    checks.add(migrations());
    checks.add(publicUrl(publicUrl));
    checks.add(reality());
    pawapay.ifPresent(own -> checks.addAll(own.checks(publicUrl + "/callbacks/pawapay").all()));
    stripe.ifPresent(own -> checks.addAll(own.checks(publicUrl + "/callbacks/stripe").all()));
    return List.copyOf(checks);
  }

  private Check migrations() {
    var name = "database.migrations";
    try {
      return Migrations.complete(owner)
          ? Check.passed(name, "all steps of the schema were taken")
          : Check.failed(
              name, "steps of the schema are missing", "start the server, which takes them");
    } catch (RuntimeException e) {
      return Check.failed(
          name,
          "the schema cannot be looked at",
          "see that DOLLR_DATABASE_OWNER_URL names a user that may change it");
    }
  }

  /** Gateways call back to the public address, so it has to answer. */
  private static Check publicUrl(String url) {
    var name = "public-url";
    var remedy = "see that DOLLR_PUBLIC_URL is right, and that its proxy and certificate lead here";
    try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      var request =
          HttpRequest.newBuilder(URI.create(url + "/health/ready")).timeout(PATIENCE).build();
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      return status == FOUND
          ? Check.passed(name, "%s answers".formatted(url))
          : Check.failed(name, "%s answers with status %d".formatted(url, status), remedy);
    } catch (IOException e) {
      return Check.failed(name, "%s does not answer: %s".formatted(url, e), remedy);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Check.failed(name, "interrupted", "ask again");
    }
  }

  private Check reality() {
    var name = "gateways";
    if (config.movesRealMoney() && config.pawapay().isEmpty() && config.stripe().isEmpty()) {
      return Check.failed(
          name,
          "no gateway is connected",
          "set DOLLR_PAWAPAY_URL, or Stripe's settings; see docs/gateways.md");
    }
    return Check.passed(
        name, config.movesRealMoney() ? "real money moves" : "no real money moves here");
  }
}
