package app.dollr.gateways.stripe;

import app.dollr.platform.crash.CrashPoint;
import app.dollr.platform.crash.CrashPoints;
import app.dollr.platform.database.Database;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Route.Method;
import app.dollr.platform.http.Routes;
import app.dollr.platform.json.Json;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Where Stripe says something without being asked. A body that is signed with one of the secrets,
 * and not long ago, is noted; what it says is not believed, but asked for.
 */
final class StripeCallbacksResource implements Resource {
  private static final Logger LOG = LoggerFactory.getLogger(StripeCallbacksResource.class);
  private static final long TOLERANCE_SECONDS = Webhook.DEFAULT_TOLERANCE;
  private static final int LONGEST_ID = 255;
  private static final String WHERE_ELSE =
      "it is of another mode than the secret key, or of a connected account";

  /** What is looked into, by how the types of its events begin: how its ids do. */
  private static final Map<String, Set<String>> KINDS =
      Map.of(
          "payment_intent.", Set.of("pi_"),
          "refund.", Set.of("re_", "pyr_"),
          "charge.refund.", Set.of("re_", "pyr_"),
          "charge.dispute.", Set.of("du_", "dp_"));

  private final Database database;
  private final StripeStore store;
  private final StripeConfig config;
  private final Connection stripe;
  private final MeterRegistry metrics;
  private final Clock clock;

  StripeCallbacksResource(
      Database database,
      StripeStore store,
      StripeConfig config,
      Connection stripe,
      MeterRegistry metrics,
      Clock clock) {
    this.stripe = stripe;
    this.metrics = metrics;
    this.database = database;
    this.store = store;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes routes) {
    routes.open(Method.POST, "/callbacks/stripe", this::hear);
  }

  private Answer hear(Call call) {
    var body = new String(call.raw(), StandardCharsets.UTF_8);
    var signature = call.header("Stripe-Signature").orElse("");
    if (!isGenuine(body, signature)) {
      LOG.debug("a callback from {} is not signed by Stripe", call.address());
      metrics.counter("dollr.gateway.callbacks.refused", "gateway", StripeCards.NAME).increment();
      throw Refused.of(ErrorCode.CALLBACK_UNSIGNED);
    }
    told(body)
        .ifPresent(told -> {
          database.run(store.note(told, clock.instant()));
          CrashPoints.reach(CrashPoint.AFTER_NOTE);
        });
    return Answer.json(Map.of("received", true));
  }

  private boolean isGenuine(String body, String signature) {
    return config.webhookSecrets().stream()
        .anyMatch(secret -> {
          try {
            return Webhook.Signature.verifyHeader(
                body, signature, secret.reveal(), TOLERANCE_SECONDS, clock);
          } catch (SignatureVerificationException | RuntimeException e) {
            return false;
          }
        });
  }

  private Optional<Told> told(String body) {
    try {
      var event = Json.mapper().readTree(body);
      return told(event);
    } catch (JacksonException e) {
      LOG.error("Stripe has signed what cannot be read", e);
      return Optional.empty();
    }
  }

  private Optional<Told> told(JsonNode event) {
    var id = event.path("id").asString("");
    var type = event.path("type").asString("");
    var object = event.at("/data/object/id").asString("");
    boolean sane = !id.isEmpty() && id.length() <= LONGEST_ID && object.length() <= LONGEST_ID;
    if (!sane || !isKnown(type, object)) {
      return Optional.empty();
    }
    if (isElsewhere(event)) {
      stripe.alarm("event from elsewhere", "%s about %s: %s".formatted(type, object, WHERE_ELSE));
      return Optional.empty();
    }
    return Optional.of(new Told(id, type, object, 0));
  }

  private static boolean isKnown(String type, String object) {
    return KINDS.entrySet().stream()
        .filter(kind -> type.startsWith(kind.getKey()))
        .flatMap(kind -> kind.getValue().stream())
        .anyMatch(object::startsWith);
  }

  /** Whether it is about what our key cannot ask for: another mode, or a connected account. */
  private boolean isElsewhere(JsonNode event) {
    boolean otherMode =
        event.path("livemode").isBoolean()
            && event.path("livemode").booleanValue() != config.isLive();
    return otherMode || !event.path("account").asString("").isEmpty();
  }
}
