package app.dollr.simulators.stripe;

import app.dollr.simulators.Asked;
import app.dollr.simulators.Fault;
import app.dollr.simulators.Faults;
import app.dollr.simulators.Reply;
import app.dollr.simulators.stripe.Account.Payment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The operations of Stripe's API that card payments need, as they are documented. */
final class StripeApi {
  private static final Duration INDEXED_AFTER = Duration.ofMinutes(1);
  private static final int MOST_LISTED = 100;
  private static final int LISTED = 10;
  private static final int LONGEST_KEY = 255;
  private static final long LEAST_USD = 50;
  private static final Pattern OBJECT = Pattern.compile("/v1/(\\w+)(?:/(\\w+))?(?:/(\\w+))?");
  private static final Pattern SEARCHED = Pattern.compile("metadata\\['(\\w+)'\\]:'([^']*)'");
  private static final Pattern METADATA = Pattern.compile("metadata\\[(\\w+)]");

  private static final Set<String> INTENT_PARAMETERS =
      Set.of(
          "amount",
          "currency",
          "confirm",
          "payment_method",
          "payment_method_types[0]",
          "payment_method_types[]",
          "use_stripe_sdk",
          "description",
          "capture_method");
  private static final Set<String> REFUND_PARAMETERS = Set.of("payment_intent", "amount", "reason");

  private final StripeKeys keys;
  private final Account account;
  private final Events events;
  private final Faults faults;
  private final Idempotency idempotency;
  private final Set<String> versions = ConcurrentHashMap.newKeySet();

  StripeApi(
      StripeKeys keys, Account account, Events events, Faults faults, Idempotency idempotency) {
    this.keys = keys;
    this.account = account;
    this.events = events;
    this.faults = faults;
    this.idempotency = idempotency;
  }

  Reply answer(Asked asked) {
    return spoken(asked).with("Request-Id", Account.id("req_"));
  }

  private Reply spoken(Asked asked) {
    if (asked.method().equals("OPTIONS")) {
      return anyOrigin(Reply.empty(204));
    }
    var key = credentials(asked);
    boolean secret = key.equals(keys.secret());
    if (!secret && !key.equals(keys.publishable())) {
      return error(401, "Invalid API Key provided.");
    }
    if (faults.take(Fault.RATE_LIMIT)) {
      return error(429, "invalid_request_error", Optional.of("rate_limit"), "Too many requests.")
          .with("Stripe-Rate-Limited-Reason", "global-rate");
    }
    if (faults.take(Fault.LOCK_TIMEOUT)) {
      return error(
          429, "invalid_request_error", Optional.of("lock_timeout"), "This object is locked.");
    }
    if (secret) {
      asked.header("Stripe-Version").ifPresent(versions::add);
      return misbehaved(asked).orElseGet(() -> once(asked));
    }
    return anyOrigin(ofBrowser(asked));
  }

  /** In which versions of the API it was asked. */
  Set<String> versions() {
    return Set.copyOf(versions);
  }

  private Optional<Reply> misbehaved(Asked asked) {
    if (faults.take(Fault.UNAUTHORIZED)) {
      return Optional.of(error(401, "Invalid API Key provided."));
    }
    boolean keyed = asked.header("Idempotency-Key").isPresent();
    if (keyed && faults.take(Fault.KEY_IN_USE)) {
      return Optional.of(
          error(
              409,
              "invalid_request_error",
              Optional.of("idempotency_key_in_use"),
              "There is currently another in-progress request using this key."));
    }
    if (keyed && faults.take(Fault.KEY_OF_ANOTHER)) {
      return Optional.of(
          error(400, "idempotency_error", Optional.empty(), "The key was used for another."));
    }
    return Optional.empty();
  }

  private Reply once(Asked asked) {
    var key = asked.header("Idempotency-Key").filter(any -> asked.method().equals("POST"));
    if (key.isEmpty()) {
      return refusable(() -> ofServer(asked));
    }
    if (key.get().length() > LONGEST_KEY) {
      return error(400, "Idempotency keys are at most 255 characters.");
    }
    return idempotency.once(
        key.get(),
        asked.path() + "?" + asked.body(),
        () -> {
          var reply = refusable(() -> ofServer(asked));
          return reply.status() < 300 && faults.take(Fault.ERROR_AFTER)
              ? error(500, "api_error", Optional.empty(), "An error occurred.")
              : reply;
        });
  }

  private interface Work {
    Reply run();
  }

  private static Reply refusable(Work work) {
    try {
      return work.run();
    } catch (StripeRefused refused) {
      return error(
          refused.status(),
          "invalid_request_error",
          Optional.of(refused.code()),
          String.valueOf(refused.getMessage()));
    } catch (IllegalArgumentException e) {
      return error(400, String.valueOf(e.getMessage()));
    }
  }

  /** What a browser may do, which knows the publishable key. */
  private Reply ofBrowser(Asked asked) {
    var called = called(asked);
    var allowed =
        switch (asked.method() + " " + called.shape()) {
          case "POST payment_methods",
              "GET payment_intents/id",
              "POST payment_intents/id/confirm" ->
              true;
          default -> false;
        };
    if (!allowed) {
      return error(403, "This API call cannot be made with a publishable API key.");
    }
    return refusable(() -> {
      if (called.kind().equals("payment_intents")) {
        var given = asked.method().equals("GET") ? asked.query() : asked.form();
        var payment = account.payment(called.id());
        if (!payment.intent().clientSecret().equals(given.get("client_secret"))) {
          throw StripeRefused.missing("payment_intent", called.id());
        }
      }
      return ofServer(asked);
    });
  }

  private Reply ofServer(Asked asked) {
    var called = called(asked);
    var form = asked.method().equals("POST") ? asked.form() : asked.query();
    return switch (asked.method() + " " + called.shape()) {
      case "POST payment_intents" -> create(form);
      case "GET payment_intents" ->
          listed(asked, account.payments(), Payment::created, Shapes::intent);
      case "GET payment_intents/search" -> search(form);
      case "GET payment_intents/id" -> ok(intent(account.payment(called.id())));
      case "POST payment_intents/id/confirm" -> confirm(called.id(), form);
      case "POST payment_intents/id/cancel" ->
          ok(Shapes.intent(account.step(called.id(), PaymentIntent::cancel)));
      case "POST refunds" -> refund(form);
      case "GET refunds" ->
          listed(
              asked,
              account.returns().stream()
                  .filter(made -> isOf(form, made.payment().intent().id()))
                  .toList(),
              Account.Return::created,
              Shapes::refund);
      case "GET refunds/id" -> ok(Shapes.refund(account.refund(called.id())));
      case "POST payment_methods" -> paymentMethod(form);
      case "GET payment_methods/id" -> ok(Shapes.card(card(called.id())));
      case "GET disputes" ->
          listed(asked, account.disputes(), Account.Dispute::created, Shapes::dispute);
      case "GET disputes/id" -> ok(Shapes.dispute(account.dispute(called.id())));
      case "POST disputes/id" -> answerDispute(called.id(), form);
      case "GET balance_transactions" -> statement(asked);
      case "GET events/id" -> event(called.id());
      case "GET events" -> events(asked);
      default -> error(404, "Unrecognized request URL (%s).".formatted(asked.path()));
    };
  }

  /** What is called: {@code payment_intents/id/confirm}. */
  private record Called(String kind, String id, String shape) {}

  private static Called called(Asked asked) {
    var parts = OBJECT.matcher(asked.path());
    if (!parts.matches()) {
      return new Called("", "", "");
    }
    var kind = parts.group(1);
    var second = Optional.ofNullable(parts.group(2));
    var id = second.filter(text -> !text.equals("search")).map(text -> "/id").orElse("");
    var search = second.filter(text -> text.equals("search")).map(text -> "/search").orElse("");
    var verb = Optional.ofNullable(parts.group(3)).map(text -> "/" + text).orElse("");
    return new Called(kind, second.orElse(""), kind + id + search + verb);
  }

  private Map<String, @Nullable Object> intent(Payment payment) {
    var shape = Shapes.intent(payment);
    if (faults.take(Fault.UNKNOWN_STATUS)) {
      shape.put("status", "requires_capture");
    }
    return shape;
  }

  private Reply create(Map<String, String> form) {
    refuseUnknown(form, INTENT_PARAMETERS);
    long amount = number(form, "amount");
    var currency = text(form, "currency");
    if (amount < 1 || (currency.equals("usd") && amount < LEAST_USD)) {
      throw StripeRefused.because(
          "amount_too_small", "Amount must be at least $0.50 usd, and it is %d.".formatted(amount));
    }
    var paying = Optional.ofNullable(form.get("payment_method")).map(this::card);
    boolean confirms = "true".equals(form.get("confirm"));
    if (confirms && paying.isEmpty()) {
      throw StripeRefused.because(
          "payment_intent_unexpected_state", "You must provide a payment method to confirm.");
    }
    var payment = account.create(amount, currency, metadata(form));
    var id = payment.intent().id();
    if (paying.isEmpty()) {
      return ok(Shapes.intent(payment));
    }
    return charged(
        account.step(
            id,
            intent ->
                confirms ? intent.attach(paying.get()).confirm() : intent.attach(paying.get())));
  }

  private Reply confirm(String id, Map<String, String> form) {
    var ending = Optional.ofNullable(form.get("outcome"));
    var paying = Optional.ofNullable(form.get("payment_method")).map(this::card);
    return charged(
        account.step(
            id,
            intent ->
                ending
                    .map(word -> intent.authenticate(word.equals("complete")))
                    .orElseGet(() -> paying.map(intent::attach).orElse(intent).confirm())));
  }

  /** An intent, or why its card did not pay, with the intent in it. */
  private static Reply charged(Payment payment) {
    var shape = Shapes.intent(payment);
    var error = payment.intent().lastError();
    if (error.isEmpty()) {
      return ok(shape);
    }
    var told = Shapes.error(error.get());
    told.put("payment_intent", shape);
    return Reply.json(402, Map.of("error", told));
  }

  private Reply refund(Map<String, String> form) {
    refuseUnknown(form, REFUND_PARAMETERS);
    var amount = form.containsKey("amount") ? Optional.of(number(form, "amount")) : none();
    return ok(
        Shapes.refund(account.giveBack(text(form, "payment_intent"), amount, metadata(form))));
  }

  private static Optional<Long> none() {
    return Optional.empty();
  }

  private Reply answerDispute(String id, Map<String, String> form) {
    var evidence = form.getOrDefault("evidence[uncategorized_text]", "");
    return switch (evidence) {
      case "winning_evidence" -> ok(Shapes.dispute(account.close(id, true)));
      case "losing_evidence" -> ok(Shapes.dispute(account.close(id, false)));
      default -> ok(Shapes.dispute(account.dispute(id)));
    };
  }

  private Reply paymentMethod(Map<String, String> form) {
    var number = form.getOrDefault("card[number]", form.getOrDefault("card[token]", ""));
    var card = TestCards.byNumber(number).or(() -> TestCards.byId(number));
    return card.map(found -> ok(Shapes.card(found)))
        .orElseGet(() -> {
          var error =
              new CardError("incorrect_number", Optional.empty(), "Your card number is incorrect.");
          return Reply.json(402, Map.of("error", Shapes.error(error)));
        });
  }

  private TestCard card(String id) {
    return TestCards.byId(id).orElseThrow(() -> StripeRefused.missing("PaymentMethod", id));
  }

  /** By metadata, and as of a minute ago: the index is not up to date. */
  private Reply search(Map<String, String> query) {
    var wanted = SEARCHED.matcher(text(query, "query"));
    if (!wanted.matches()) {
      throw StripeRefused.because(
          "parameter_invalid", "We were unable to parse your search query.");
    }
    long indexed = account.now() - INDEXED_AFTER.toSeconds();
    var found =
        account.payments().stream()
            .filter(payment -> payment.created() <= indexed)
            .filter(payment -> wanted.group(2).equals(payment.metadata().get(wanted.group(1))))
            .map(Shapes::intent)
            .toList();
    Map<String, @Nullable Object> shape = new LinkedHashMap<>();
    shape.put("object", "search_result");
    shape.put("data", found);
    shape.put("has_more", false);
    shape.put("next_page", null);
    shape.put("url", "/v1/payment_intents/search");
    return ok(shape);
  }

  private Reply statement(Asked asked) {
    return listed(
        asked,
        account.transactions(),
        Account.Transaction::created,
        line ->
            asked.query().containsValue("data.source")
                ? Shapes.expanded(line, account)
                : Shapes.transaction(line));
  }

  private Reply event(String id) {
    return events.all().stream()
        .filter(event -> event.id().equals(id))
        .findFirst()
        .map(event -> raw(event.json()))
        .orElseThrow(() -> StripeRefused.missing("event", id));
  }

  private Reply events(Asked asked) {
    var bodies = events.all().reversed().stream().limit(limit(asked)).map(Events.Event::json);
    return raw(
        "{\"object\":\"list\",\"url\":\"/v1/events\",\"has_more\":false,\"data\":["
            + String.join(",", bodies.toList())
            + "]}");
  }

  /** The newest first, within the times that are asked for. */
  private <T> Reply listed(
      Asked asked,
      List<T> all,
      ToLongFunction<T> created,
      Function<T, Map<String, @Nullable Object>> shape) {
    var query = asked.query();
    long from = bound(query, "created[gte]", 0);
    long until = bound(query, "created[lte]", Long.MAX_VALUE);
    Predicate<T> within =
        one -> created.applyAsLong(one) >= from && created.applyAsLong(one) <= until;
    List<T> found = new ArrayList<>(all.stream().filter(within).toList().reversed());
    found.sort(Comparator.comparingLong(created).reversed());
    var shapes = found.stream().map(shape).toList();
    var after = Optional.ofNullable(query.get("starting_after"));
    int begin = after.map(id -> place(shapes, id) + 1).orElse(0);
    int end = Math.min(shapes.size(), begin + limit(asked));
    return ok(Shapes.list(asked.path(), shapes.subList(begin, end), end < shapes.size()));
  }

  private static int place(List<Map<String, @Nullable Object>> shapes, String id) {
    for (int place = 0; place < shapes.size(); place++) {
      if (id.equals(shapes.get(place).get("id"))) {
        return place;
      }
    }
    throw StripeRefused.missing("object", id);
  }

  private static int limit(Asked asked) {
    return (int) Math.min(MOST_LISTED, bound(asked.query(), "limit", LISTED));
  }

  private static long bound(Map<String, String> query, String name, long otherwise) {
    return query.containsKey(name) ? number(query, name) : otherwise;
  }

  private static boolean isOf(Map<String, String> query, String intent) {
    return Optional.ofNullable(query.get("payment_intent")).map(intent::equals).orElse(true);
  }

  private static void refuseUnknown(Map<String, String> form, Set<String> known) {
    form.keySet().stream()
        .filter(name -> !known.contains(name) && !METADATA.matcher(name).matches())
        .findFirst()
        .ifPresent(name -> {
          throw StripeRefused.because(
              "parameter_unknown", "Received unknown parameter: %s".formatted(name));
        });
  }

  private static Map<String, String> metadata(Map<String, String> form) {
    Map<String, String> metadata = new LinkedHashMap<>();
    form.forEach((name, value) -> {
      var key = METADATA.matcher(name);
      if (key.matches()) {
        metadata.put(key.group(1), value);
      }
    });
    return metadata;
  }

  private static String text(Map<String, String> form, String name) {
    return Optional.ofNullable(form.get(name))
        .filter(value -> !value.isEmpty())
        .orElseThrow(() ->
            StripeRefused.because(
                "parameter_missing", "Missing required param: %s.".formatted(name)));
  }

  private static long number(Map<String, String> form, String name) {
    try {
      return Long.parseLong(text(form, name));
    } catch (NumberFormatException e) {
      throw StripeRefused.because(
          "parameter_invalid_integer", "Invalid integer: %s".formatted(form.get(name)));
    }
  }

  /** The key, as a bearer token, as the user of basic authentication, or in a browser's form. */
  private static String credentials(Asked asked) {
    var header = asked.header("Authorization").orElse("");
    if (header.startsWith("Bearer ")) {
      return header.substring("Bearer ".length());
    }
    if (header.startsWith("Basic ")) {
      var pair = Base64.getDecoder().decode(header.substring("Basic ".length()));
      return new String(pair, StandardCharsets.UTF_8).split(":", 2)[0];
    }
    return asked.query().getOrDefault("key", asked.form().getOrDefault("key", ""));
  }

  private static Reply ok(Object shape) {
    return Reply.json(200, shape);
  }

  private static Reply raw(String json) {
    return new Reply(200, json, Map.of("Content-Type", "application/json"));
  }

  private static Reply anyOrigin(Reply reply) {
    return reply
        .with("Access-Control-Allow-Origin", "*")
        .with("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
        .with("Access-Control-Allow-Headers", "Authorization, Content-Type");
  }

  private static Reply error(int status, String message) {
    return error(status, "invalid_request_error", Optional.empty(), message);
  }

  static Reply error(int status, String type, Optional<String> code, String message) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("type", type);
    code.ifPresent(word -> told.put("code", word));
    told.put("message", message);
    return Reply.json(status, Map.of("error", told));
  }
}
