package app.dollr.gateways.sandbox;

import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Handler;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Route.Method;
import app.dollr.platform.http.Routes;
import app.dollr.platform.json.Json;
import app.dollr.simulators.stripe.CardError;
import app.dollr.simulators.stripe.PaymentIntent;
import app.dollr.simulators.stripe.StripeRefused;
import app.dollr.simulators.stripe.TestCard;
import app.dollr.simulators.stripe.TestCards;
import app.dollr.values.PaymentMethodId;
import app.dollr.values.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands in for Stripe in a payer's browser: the script, the calls it makes, and the page of
 * the 3-D Secure challenge. The script takes only published test numbers and sends none of them:
 * what comes here is the id that Stripe has published for the card.
 */
final class StripeResource implements Resource {
  private static final String FOLDER = "/sandbox/";
  private static final String API = "/sandbox/stripe/v1/";
  private static final String INTENT = API + "payment_intents/{id}";
  private static final String CONFIRM = INTENT + "/confirm";
  private static final String PAYMENT_METHODS = API + "payment_methods";
  private static final int LONGEST_SECRET = 255;
  private static final int CARD_REFUSED = 402;

  /** What payers are not told about their card. */
  private static final Set<String> HIDDEN = Set.of("lost_card", "stolen_card", "fraudulent");

  private static final Map<String, String> ANY_ORIGIN =
      Map.of(
          "Access-Control-Allow-Origin", "*",
          "Access-Control-Allow-Methods", "GET, POST, OPTIONS",
          "Access-Control-Allow-Headers", "Authorization, Content-Type",
          "Access-Control-Max-Age", "600",
          "Cache-Control", "no-store");

  private static final String CHALLENGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors *";

  private enum Challenge {
    complete,
    fail
  }

  private final SandboxCards cards;

  StripeResource(SandboxCards cards) {
    this.cards = cards;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .open(Method.GET, "/sandbox/stripe.js", call -> script())
        .open(Method.GET, "/sandbox/stripe/challenge", call -> challengePage())
        .open(
            Method.GET,
            "/sandbox/stripe/challenge.js",
            call -> file("challenge.js", "text/javascript"))
        .open(
            Method.GET, "/sandbox/stripe/challenge.css", call -> file("challenge.css", "text/css"))
        .open(Method.POST, PAYMENT_METHODS, call -> answer(call, this::paymentMethod))
        .open(Method.OPTIONS, PAYMENT_METHODS, call -> allowed())
        .open(Method.GET, INTENT, call -> answer(call, this::show))
        .open(Method.OPTIONS, INTENT, call -> allowed())
        .open(Method.POST, CONFIRM, call -> answer(call, this::confirm))
        .open(Method.OPTIONS, CONFIRM, call -> allowed());
  }

  /** A card that the browser has recognised by its number, as a payment method. */
  private Answer paymentMethod(Call call) {
    var body = call.body();
    var id = body.required("card").paymentMethod();
    body.check();
    return Answer.json(wire(known(id.get())));
  }

  private Answer show(Call call) {
    var query = call.query();
    var secret = query.required("client_secret").text(LONGEST_SECRET).map(Secret::of);
    query.check();
    return Answer.json(wire(cards.find(call.path("id"), secret.get())));
  }

  /** Confirms a payment, with a card or the one it has; or tells how its challenge ended. */
  private Answer confirm(Call call) {
    var body = call.body();
    var secret = body.required("client_secret").text(LONGEST_SECRET).map(Secret::of);
    var card = body.optional("payment_method").paymentMethod();
    var ending = body.optional("outcome").word(Challenge.class);
    body.check();
    var paying = card.optional().map(StripeResource::known);
    var intent =
        cards.step(
            call.path("id"),
            secret.get(),
            before ->
                ending
                    .optional()
                    .map(outcome -> before.authenticate(outcome == Challenge.complete))
                    .orElseGet(() -> paying.map(before::attach).orElse(before).confirm()));
    return intent
        .lastError()
        .map(error -> refused(error, intent))
        .orElse(Answer.json(wire(intent)));
  }

  private static TestCard known(PaymentMethodId id) {
    return TestCards.byId(id.value())
        .orElseThrow(() -> StripeRefused.missing("PaymentMethod", id.value()));
  }

  private static Answer answer(Call call, Handler handler) {
    return spoken(call, handler).withHeaders(ANY_ORIGIN);
  }

  private static Answer spoken(Call call, Handler handler) {
    try {
      return handler.handle(call);
    } catch (StripeRefused refused) {
      return error(
          refused.status(),
          Map.of(
              "type", "invalid_request_error",
              "code", refused.code(),
              "message", String.valueOf(refused.getMessage())));
    } catch (Refused refused) {
      return error(
          refused.code().status(),
          Map.of(
              "type", "invalid_request_error",
              "code", refused.code().code(),
              "message", String.valueOf(refused.getMessage())));
    }
  }

  private static Answer allowed() {
    return Answer.of(204, "text/plain", new byte[0]).withHeaders(ANY_ORIGIN);
  }

  private static Answer refused(CardError error, PaymentIntent intent) {
    Map<String, Object> told = new LinkedHashMap<>(wire(error));
    told.put("payment_intent", wire(intent));
    return error(CARD_REFUSED, told);
  }

  private static Answer error(int status, Map<String, Object> error) {
    return Answer.of(status, "application/json", Json.write(Map.of("error", error)));
  }

  private static Map<String, Object> wire(CardError error) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("type", "card_error");
    told.put("code", error.code());
    error
        .declineCode()
        .ifPresent(
            code -> told.put("decline_code", HIDDEN.contains(code) ? "generic_decline" : code));
    told.put("message", error.message());
    return told;
  }

  private static Map<String, Object> wire(PaymentIntent intent) {
    Map<String, Object> told = new HashMap<>();
    told.put("id", intent.id());
    told.put("object", "payment_intent");
    told.put("amount", intent.amount());
    told.put("currency", intent.currency());
    told.put("status", intent.status().wire());
    told.put("client_secret", intent.clientSecret());
    told.put("livemode", false);
    told.put("payment_method", intent.card().map(TestCard::id).orElse(null));
    told.put("payment_method_types", new String[] {"card"});
    told.put("last_payment_error", intent.lastError().map(StripeResource::wire).orElse(null));
    told.put("next_action", nextAction(intent));
    return told;
  }

  private static @Nullable Map<String, Object> nextAction(PaymentIntent intent) {
    return switch (intent.status()) {
      case REQUIRES_ACTION ->
          Map.of(
              "type",
              "use_stripe_sdk",
              "use_stripe_sdk",
              Map.of("type", "three_d_secure_redirect"));
      case REQUIRES_PAYMENT_METHOD, REQUIRES_CONFIRMATION, PROCESSING, SUCCEEDED, CANCELED -> null;
    };
  }

  private static Map<String, Object> wire(TestCard card) {
    Map<String, Object> details =
        Map.of(
            "brand", card.brand(),
            "country", card.country(),
            "funding", card.funding(),
            "last4", card.last4());
    return Map.of(
        "id",
        card.id(),
        "object",
        "payment_method",
        "type",
        "card",
        "livemode",
        false,
        "card",
        details);
  }

  private static Answer challengePage() {
    return file("challenge.html", "text/html")
        .withHeader("Content-Security-Policy", CHALLENGE_POLICY)
        .withHeader("Referrer-Policy", "no-referrer");
  }

  /** The script, with the table of the cards it takes. */
  private static Answer script() {
    Map<String, Object> table = new LinkedHashMap<>();
    TestCards.all()
        .forEach(card -> card.numbers().forEach(number -> table.put(number, wire(card))));
    var text = read("stripe.js").replace("'{{cards}}'", Json.mapper().writeValueAsString(table));
    return served("text/javascript", text);
  }

  private static Answer file(String name, String type) {
    return served(type, read(name));
  }

  private static Answer served(String type, String text) {
    return Answer.text(type + "; charset=utf-8", text)
        .withHeader("Cache-Control", "no-cache")
        .withHeader("Access-Control-Allow-Origin", "*")
        .withHeader("Cross-Origin-Resource-Policy", "cross-origin")
        .withHeader("X-Content-Type-Options", "nosniff");
  }

  private static String read(String name) {
    try (InputStream stream = StripeResource.class.getResourceAsStream(FOLDER + name)) {
      if (stream == null) {
        throw new IllegalStateException("no resource " + FOLDER + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
