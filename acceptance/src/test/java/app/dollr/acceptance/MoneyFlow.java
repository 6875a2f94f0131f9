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
