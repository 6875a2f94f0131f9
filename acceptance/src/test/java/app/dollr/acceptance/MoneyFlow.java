package app.dollr.acceptance;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The steps of payouts, transfers and refunds as raw HTTP calls. */
public record MoneyFlow(TestServer server, TestServer.Merchant merchant, Caller caller) {

  static MoneyFlow of(TestServer server, TestServer.Merchant merchant) {
    return new MoneyFlow(server, merchant, server.caller(merchant));
  }

  public Flow flow() {
    return new Flow(caller);
  }

  /** What the merchant has at its disposal in a currency. */
  public String balance(String currency) {
    return wallet(currency).get("balance").asString();
  }

  /** What the merchant has promised away in a currency. */
  public String reserved(String currency) {
    return wallet(currency).get("reserved").asString();
  }

  public JsonNode wallet(String currency) {
    return caller
        .get("/v1/wallets/list")
        .ok()
        .valueStream()
        .filter(wallet -> wallet.get("currency").stringValue().equals(currency))
        .findFirst()
        .orElseThrow();
  }

  /** An ACTIVE invoice over an amount. */
  public long invoice(String amount, String currency, String bearer) {
    return document("invoices", amount, currency, bearer);
  }

  /** An ACTIVE invoice or order over an amount. */
  public long document(String kind, String amount, String currency, String bearer) {
    var body = Flow.invoiceBody(flow().counterparty());
    body.put("currency", currency);
    body.put("fee_bearer", bearer);
    long id = caller.post("/v1/%s/create".formatted(kind), body).id();
    var line =
        Map.of("name", "Rice", "currency", currency, "qty", 1, "amount", new BigDecimal(amount));
    caller.post("/v1/%s/%d/items/add".formatted(kind, id), line).ok();
    caller.put("/v1/%s/publish/%d".formatted(kind, id)).ok();
    return id;
  }

  /** A payment account to collect from, with an operator's number of which it says nothing. */
  public long account(String method, String phone) {
    return account("COLLECTION", method, phone);
  }

  public long account(String operation, String method, String phone) {
    var body = flow().accountBody(phone);
    body.put("method", method);
    body.remove("country_code");
    return caller.post("/v1/payment-accounts/create?operation_type=" + operation, body).id();
  }

  public Reply collect(long session, long account, String currency, UUID reference) {
    var body =
        Map.of(
            "session_id", session,
            "payment_account_id", account,
            "currency", currency,
            "reference_id", reference.toString());
    return caller.post("/v1/executions/collection", body);
  }

  /** What an amount is predicted to cost. */
  public Reply predict(
      String operation, String method, String amount, String base, String target, String bearer) {
    return caller.get(
        ("/v1/predictions/amount-and-fees?operation_type=%s&payment_method=%s&base_amount=%s"
                + "&base_currency=%s&target_currency=%s&fee_bearer=%s")
            .formatted(operation, method, amount, base, target, bearer));
  }

  /** A number of a method's country, with this ending. */
  public static String phone(String method, String suffix) {
    return switch (method) {
      case "MTN_MOMO_LBR" -> "231881234" + suffix;
      case "ORANGE_MONEY_LBR" -> "231771234" + suffix;
      case "MTN_MOMO_RWA" -> "250783456" + suffix;
      case "AIRTEL_RWA" -> "250733456" + suffix;
      default -> throw new IllegalArgumentException(method);
    };
  }

  public long payoutAccount(String phone) {
    var body = flow().accountBody(phone);
    return caller.post("/v1/payment-accounts/create?operation_type=PAYOUT", body).id();
  }

  public Reply payoutSession(long account, String amount, String currency) {
    var body =
        Map.of(
            "payout_account_id", account,
            "amount", new BigDecimal(amount),
            "currency", currency);
    return caller.post("/v1/sessions/payout", body);
  }

  public Reply payOut(long session, long account, UUID reference) {
    return payOut(session, account, reference, Map.of("code", merchant.passcode()));
  }

  public Reply payOut(long session, long account, UUID reference, Map<String, Object> token) {
    var body =
        Map.of(
            "session_id", Long.toString(session),
            "payout_account_id", Long.toString(account),
            "reference_id", reference.toString(),
            "passcode", Map.of("token", token, "device", DEVICE));
    return caller.post("/v1/executions/payout", body);
  }

  public static final Map<String, Object> DEVICE =
      Map.of(
          "name", "Till",
          "type", "DESKTOP",
          "platform", "Linux",
          "user_agent", "Tests",
          "client_ip", "127.0.0.1");

  /** Pays out from session to execution, and answers the reference. */
  public UUID payOut(String phone, String amount, String currency) {
    long account = payoutAccount(phone);
    var reference = UUID.randomUUID();
    payOut(payoutSession(account, amount, currency).id(), account, reference).ok();
    return reference;
  }

  public Reply transferSession(long wallet, long counterparty, String amount, String currency) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("from_wallet_id", wallet);
    body.put("to_counterparty_id", counterparty);
    body.put("amount", new BigDecimal(amount));
    body.put("currency", currency);
    body.put("expires_at", server.clock().instant().plusSeconds(600).toString());
    return caller.post("/v1/sessions/transfer", body);
  }

  public Reply transfer(long session, UUID reference) {
    return caller.post("/v1/executions/transfer", sessionBody(session, reference));
  }

  public Reply refundSession(long payment, String amount) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("original_payment_intent_id", payment);
    body.put("amount", new BigDecimal(amount));
    body.put("reason", "returned");
    body.put("expires_at", server.clock().instant().plusSeconds(600).toString());
    return caller.post("/v1/sessions/refund", body);
  }

  public Reply refund(long session, UUID reference) {
    return caller.post("/v1/executions/refund", sessionBody(session, reference));
  }

  public JsonNode status(String operation, UUID reference) {
    return caller.get("/v1/status/%s/%s".formatted(operation, reference)).ok();
  }

  private static Map<String, Object> sessionBody(long session, UUID reference) {
    return Map.of("session_id", Long.toString(session), "reference_id", reference.toString());
  }
}
