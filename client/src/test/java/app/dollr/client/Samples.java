package app.dollr.client;

/** Answers as the wire has them, cut to what differs, the rest filled in. */
final class Samples {
  static final String TIMES =
      "\"created_at\":\"2026-03-01T12:00:00Z\",\"updated_at\":\"2026-03-01T12:00:00Z\"";
  static final String REFERENCE = "550e8400-e29b-41d4-a716-446655440000";

  private Samples() {}

  static String party(long id) {
    return """
    {"id":%d,"fullname":"Comfort Doe","email":null,"phone":"231771234567",
     "country_code":"LR",%s}\
    """
        .formatted(id, TIMES);
  }

  static String counterparty(long id) {
    return """
    {"id":%d,"owner_party_type":"ORGANIZATION","owner_party_id":1,
     "relationship_type":"CUSTOMER",%s,"party_id":42}\
    """
        .formatted(id, TIMES);
  }

  static String counterpartyWithParty(long id) {
    return """
    {"id":%d,"owner_party_type":"ORGANIZATION","owner_party_id":1,
     "relationship_type":"CUSTOMER",%s,"party":%s}\
    """
        .formatted(id, TIMES, party(42));
  }

  static String invoice(long id, String status) {
    return document("invoice", "INV-2026-00042", id, status) + ",\"due_date\":null}";
  }

  static String order(long id, String status) {
    return document("order", "ORD-2026-00042", id, status) + "}";
  }

  static String line(long id) {
    return """
    {"id":%d,"name":"Consulting","currency":"USD","qty":1,"amount":250.00,%s}\
    """
        .formatted(id, TIMES);
  }

  static String account(long id) {
    return """
    {"id":%d,"account_name":"Comfort Doe","provider":"PAWAPAY","method":"ORANGE_MONEY_LBR",
     "party_id":42,"country_code":"LR","is_active":true,%s}\
    """
        .formatted(id, TIMES);
  }

  static String session(long id) {
    return """
    {"id":%d,"source_id":101,"source_type":"INVOICE","status":"ACTIVE",
     "payment_account_id":null,"expires_at":"2026-03-01T12:30:00Z",%s}\
    """
        .formatted(id, TIMES);
  }

  static String payoutSession(long id) {
    return """
    {"id":%d,"wallet_id":3,"payout_account_id":18,"amount":100.00,"currency":"USD",
     "status":"ACTIVE","expires_at":"2026-03-01T12:30:00Z",%s}\
    """
        .formatted(id, TIMES);
  }

  static String transferSession(long id) {
    return """
    {"id":%d,"from_wallet_id":3,"to_counterparty_id":15,"amount":20.00,"currency":"USD",
     "status":"ACTIVE","expires_at":"2026-03-01T12:30:00Z",%s}\
    """
        .formatted(id, TIMES);
  }

  static String refundSession(long id) {
    return """
    {"id":%d,"original_payment_intent_id":7,"amount":50.00,"reason":"broken",
     "status":"ACTIVE","expires_at":"2026-03-01T12:30:00Z",%s}\
    """
        .formatted(id, TIMES);
  }

  static String wallet(long id) {
    return """
    {"id":%d,"party_id":null,"currency":"USD","balance":10000.00,"reserved":0.00,
     "status":"ACTIVE",%s}\
    """
        .formatted(id, TIMES);
  }

  static String execution(String status) {
    return execution(REFERENCE, status);
  }

  static String execution(String reference, String status) {
    return """
    {"reference_id":"%s","status":"%s","payer_amount":257.50,"payer_currency":"USD",
     "payee_currency":"USD","payee_amount":250.00,"operation_type":"COLLECTION",
     "provider_transaction_id":null,"gateway_message":null,"wallet_message":null,
     "client_secret":null,"requires_action":null,"payment_intent_id":7}\
    """
        .formatted(reference, status);
  }

  static String operator() {
    return """
    {"carrier":"Orange","country":"LR","currencies":["USD","LRD"],"phone":"231771234567",
     "payment_method":"ORANGE_MONEY_LBR","gateway_provider":"PAWAPAY",
     "operation_type":"COLLECTION"}\
    """;
  }

  static String refusal(String field, String type, String msg) {
    return """
    {"detail":[{"loc":["body","%s"],"msg":"%s","type":"%s"}],"message":"%s: %s"}\
    """
        .formatted(field, msg, type, field, msg);
  }

  private static String document(String kind, String number, long id, String status) {
    return """
    {"id":%d,"reference_id":null,"%s_number":"%s","counterparty_id":15,"currency":"USD",
     "total_amount":250.00,"status":"%s","note":"Consulting","fee_bearer":"PAYER",
     "as_payment_link":false,"owner_id":1,"owner_type":"ORGANIZATION","paid_at":null,%s\
    """
        .formatted(id, kind, number, status, TIMES);
  }
}
