package app.dollr.gateways.pawapay;

import app.dollr.platform.database.Transaction;
import app.dollr.routing.Prediction;
import app.dollr.values.PhoneNumber;
import app.dollr.wire.PaymentMethod;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What pawaPay predicts of phone numbers ({@code POST /v2/predict-provider}), which knows of
 * numbers that were ported. An answer is kept for ten minutes, ten thousand at most; that there was
 * none is not kept.
 */
final class Predictor {
  private static final Logger LOG = LoggerFactory.getLogger(Predictor.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final int MOST_KEPT = 10_000;
  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{1,63}");
  private static final Set<String> NO_NUMBER = Set.of("INVALID_PARAMETER", "INVALID_PHONE_NUMBER");

  private final PawapayConfig config;
  private final PawapayClient client;
  private final Cache<PhoneNumber, Prediction> kept;

  Predictor(PawapayConfig config, PawapayClient client, Clock clock) {
    this.config = config;
    this.client = client;
    this.kept =
        Caffeine.newBuilder()
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .expireAfterWrite(KEPT)
            .maximumSize(MOST_KEPT)
            .build();
  }

  /**
   * What is said of a number that can be on the methods that are named. Where none of them is
   * connected, pawaPay is not asked: it knows only the countries of the account.
   */
  Prediction predict(PhoneNumber phone, Set<PaymentMethod> candidates) {
    if (candidates.stream().noneMatch(config.providers()::containsKey)) {
      return new Prediction.Unknown("the country is not connected");
    }
    var known = Optional.ofNullable(kept.getIfPresent(phone));
    return known.orElseGet(() -> {
      var said = ask(phone, candidates);
      if (!(said instanceof Prediction.Unknown)) {
        kept.put(phone, said);
      }
      return said;
    });
  }

  private Prediction ask(PhoneNumber phone, Set<PaymentMethod> candidates) {
    Transaction.refuseInside("a gateway call");
    try {
      var answer =
          client.post("/v2/predict-provider", Map.of("phoneNumber", phone.digits()), PATIENCE);
      var code = answer.body().path("failureReason").path("failureCode").asString("");
      if (NO_NUMBER.contains(code)) {
        return new Prediction.Nowhere();
      }
      boolean about = answer.text("phoneNumber").equals(phone.digits());
      if (answer.status() == 200 && about && NAME.matcher(answer.text("provider")).matches()) {
        return on(answer.text("provider"), candidates);
      }
      return unknown("status %d %s".formatted(answer.status(), code));
    } catch (NoAnswer e) {
      return unknown(e.why());
    }
  }

  private static Prediction unknown(String why) {
    LOG.warn("pawaPay does not predict an operator: {}", why);
    return new Prediction.Unknown(why);
  }

  private Prediction on(String provider, Set<PaymentMethod> candidates) {
    return config.providers().entrySet().stream()
        .filter(mapped -> mapped.getValue().equals(provider))
        .map(Map.Entry::getKey)
        .filter(candidates::contains)
        .findFirst()
        .<Prediction>map(Prediction.On::new)
        .orElseGet(() -> new Prediction.Elsewhere(provider));
  }
}
