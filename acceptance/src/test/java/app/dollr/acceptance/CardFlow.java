package app.dollr.acceptance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * The steps of a card payment as raw HTTP calls: the merchant's, and those of a payer's browser.
 */
public record CardFlow(Flow flow, Caller browser) {
  private static final String INTENTS = "/sandbox/stripe/v1/payment_intents/";

  static CardFlow of(TestServer server) {
    return new CardFlow(new Flow(server.caller()), server.anonymous());
  }

  public long account() {
    return account(Optional.empty()).id();
  }

  /** A payment account for one card payment. */
  public Reply account(Optional<String> card) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("account_name", "Ma Hawa's card");
    body.put("provider", "STRIPE");
    body.put("method", "CREDIT_CARD");
    body.put("party_id", flow.party(Flow.PAYS));
    card.ifPresent(id -> body.put("payment_method_id", id));
    return flow.caller().post("/v1/payment-accounts/create?operation_type=COLLECTION", body);
  }

  public Reply collect(long session, long account, UUID reference, Optional<String> card) {
    Map<String, Object> body =
        new LinkedHashMap<>(Flow.collectionBody(session, account, reference));
    card.ifPresent(id -> body.put("payment_method_id", id));
    return flow.caller().post("/v1/executions/collection", body);
  }

  /** Collects an invoice with a card that the merchant names; answers the execution. */
  public JsonNode collect(long invoice, String card) {
    var reference = UUID.randomUUID();
    return collect(flow.session(invoice), account(), reference, Optional.of(card)).ok();
  }

  /** Collects an invoice whose payer will name the card; answers the execution. */
  public JsonNode collect(long invoice) {
    var reference = UUID.randomUUID();
    return collect(flow.session(invoice), account(), reference, Optional.empty()).ok();
  }

  public static UUID reference(JsonNode execution) {
    return UUID.fromString(execution.get("reference_id").stringValue());
  }

  public JsonNode status(JsonNode execution) {
    return flow.status(reference(execution));
  }

  /** Confirms in the payer's browser, with a card. */
  public Reply confirm(String secret, String card) {
    return post(secret, Map.of("client_secret", secret, "payment_method", card));
  }

  /** Ends the challenge in the payer's browser: {@code complete} or {@code fail}. */
  public Reply challenge(String secret, String outcome) {
    return post(secret, Map.of("client_secret", secret, "outcome", outcome));
  }

  public Reply retrieve(String id, String secret) {
    return browser.get(INTENTS + id + "?client_secret=" + secret);
  }

  public Reply retrieve(String secret) {
    return retrieve(id(secret), secret);
  }

  private Reply post(String secret, Map<String, Object> body) {
    return browser.post(INTENTS + id(secret) + "/confirm", body);
  }

  static String id(String secret) {
    return secret.split("_secret_", 2)[0];
  }
}
