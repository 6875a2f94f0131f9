package app.dollr.acceptance;

import app.dollr.acceptance.Contract.Operation;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Exchange;
import app.dollr.platform.http.ExchangeObserver;
import app.dollr.values.CurrencyCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What holds every answer the server gives against the contract: the status is documented, so is
 * the type of the content, every documented key is there and no other, amounts have the scale of
 * their currency.
 */
final class ContractObserver implements ExchangeObserver {
  private static final Contract CONTRACT = Contract.whole();
  private static final int MOST_TOLD = 20;
  private static final Pattern PAGE = Pattern.compile(" /(pay|receipt|brand|assets)/");

  /** Of each amount, the keys beside it that may tell its currency, the first that is there. */
  private static final Map<String, List<String>> CURRENCIES =
      Map.of(
          "amount", List.of("currency"),
          "total_amount", List.of("currency"),
          "balance", List.of("currency"),
          "reserved", List.of("currency"),
          "payer_amount", List.of("payer_currency"),
          "payee_amount", List.of("payee_currency"),
          "platform_fee", List.of("platform_currency", "fee_currency"),
          "gateway_fee", List.of("gateway_currency", "fee_currency"),
          "fx_fee", List.of("gateway_currency", "fee_currency"));

  private final Queue<String> violations = new ConcurrentLinkedQueue<>();

  @Override
  public void answered(Exchange exchange) {
    var answer = exchange.answer();
    try {
      found(exchange, answer).stream()
          .map(what ->
              "%s (%s) answered %d: %s"
                  .formatted(exchange.operation(), exchange.path(), answer.status(), what))
          .forEach(violations::add);
    } catch (RuntimeException e) {
      violations.add("%s: %s".formatted(exchange.operation(), e));
    }
  }

  /** Fails with all that was found since the last check. */
  void check() {
    var found = new ArrayList<>(violations);
    violations.clear();
    if (!found.isEmpty()) {
      throw new AssertionError(
          "%d answers are not as openapi.yaml says:%n%s"
              .formatted(
                  found.size(),
                  String.join("\n", found.stream().distinct().limit(MOST_TOLD).toList())));
    }
  }

  private static List<String> found(Exchange exchange, Answer answer) {
    if (answer.status() >= 500 && answer.status() != 503) {
      return List.of("a failure of ours");
    }
    if (isPage(exchange.operation())) {
      return List.of();
    }
    if (exchange.operation().equals("none") || isOperators(exchange)) {
      return answer.status() < 400 ? List.of() : problemsOfError(answer);
    }
    return CONTRACT
        .find(exchange.operation())
        .map(operation -> problems(operation, answer))
        .orElse(
            List.of(
                "it is served but not in openapi.yaml: describe it there, with x-extension: true"
                    + " unless Dollr has it, and give it a case in Cases"));
  }

  /** Pages and their files are for people; browser tests look at them. */
  static boolean isPage(String operation) {
    return PAGE.matcher(operation).find();
  }

  /** What operators and gateways call, and merchants do not. */
  private static boolean isOperators(Exchange exchange) {
    return exchange.operation().contains(" /admin/")
        || exchange.operation().contains(" /callbacks/")
        || exchange.operation().endsWith(" /metrics");
  }

  private static List<String> problemsOfError(Answer answer) {
    var kind = answer.status() == 422 ? "HTTPValidationError" : "ErrorDetail";
    var name = answer.contentType().equals("application/problem+json") ? "Problem" : kind;
    return CONTRACT.problemsOfAnswer(
        CONTRACT.schema(name), Contract.MAPPER.readTree(answer.body()));
  }

  private static List<String> problems(Operation operation, Answer answer) {
    var response = operation.response(answer.status());
    if (response.isEmpty()) {
      return List.of("this status is not among its responses in openapi.yaml");
    }
    List<String> found = new ArrayList<>(missingHeaders(response.get(), answer));
    content(response.get(), answer)
        .ifPresentOrElse(
            schema -> found.addAll(problems(schema, operation, answer)),
            () -> found.add("content of type " + answer.contentType() + " is not documented"));
    return found;
  }

  private static List<String> missingHeaders(JsonNode response, Answer answer) {
    return response.path("headers").properties().stream()
        .filter(header -> header.getValue().path("required").asBoolean(false))
        .filter(header -> !answer.headers().containsKey(header.getKey()))
        .map(header -> "no header " + header.getKey())
        .toList();
  }

  /** The schema of the content; one that allows all where no content is documented or sent. */
  private static Optional<JsonNode> content(JsonNode response, Answer answer) {
    if (!response.has("content") && answer.body().length == 0) {
      return Optional.of(Contract.MAPPER.createObjectNode());
    }
    var type = answer.contentType().split(";", 2)[0];
    return Optional.ofNullable(response.path("content").get(type))
        .map(media -> media.get("schema"));
  }

  private static List<String> problems(JsonNode schema, Operation answered, Answer answer) {
    if (!answer.contentType().contains("json")) {
      return List.of();
    }
    var body = Contract.MAPPER.readTree(answer.body());
    List<String> found = new ArrayList<>(CONTRACT.problemsOfAnswer(schema, body));
    // Stripe's amounts are minor units.
    if (!schema.has("additionalProperties") && !answered.standsInForStripe()) {
      lookAtScales("", body, found);
    }
    return found;
  }

  private static void lookAtScales(String place, JsonNode node, List<String> found) {
    for (var entry : node.properties()) {
      var key = entry.getKey();
      var value = entry.getValue();
      lookAtScales(place + "/" + key, value, found);
      CURRENCIES.getOrDefault(key, List.of()).stream()
          .map(node::get)
          .filter(currency -> currency != null && currency.isString())
          .findFirst()
          .map(currency -> CurrencyCode.parse(currency.stringValue()))
          .filter(currency -> scale(value) != currency.decimals() && !value.isNull())
          .ifPresent(
              currency -> found.add("%s/%s is %s in %s".formatted(place, key, value, currency)));
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        lookAtScales(place + "/" + i, node.get(i), found);
      }
    }
  }

  private static int scale(JsonNode value) {
    return value.isNumber()
        ? value.decimalValue().scale()
        : new BigDecimal(value.asString("0")).scale();
  }
}
