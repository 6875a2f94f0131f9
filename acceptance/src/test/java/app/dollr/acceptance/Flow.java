package app.dollr.acceptance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The steps of a collection as raw HTTP calls, for tests that begin in the middle. */
public record Flow(Caller caller) {
  /** A Liberian Orange number that pays. */
  public static final String PAYS = "231771234567";

  /** The same with another ending, such as {@code 039} for a payer who does not approve. */
  public static String payer(String suffix) {
    return "231771234" + suffix;
  }

  public long party(String phone) {
    return caller.post("/v1/parties/create", Map.of("fullname", "Ma Hawa", "phone", phone)).id();
  }

  public long counterparty() {
    var body = Map.of("relationship_type", "CUSTOMER", "party_id", party(PAYS));
    return caller.post("/v1/counterparties/create", body).id();
  }

  /** An IDLE invoice without lines, in US dollars. */
  public long invoice() {
    return caller.post("/v1/invoices/create", invoiceBody(counterparty())).id();
  }

  public static Map<String, Object> invoiceBody(long counterparty) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("counterparty_id", counterparty);
    body.put("currency", "USD");
    body.put("note", "Rice");
    body.put("fee_bearer", "PAYER");
    body.put("as_payment_link", true);
    return body;
  }

  public static Map<String, Object> lineBody() {
    return Map.of("name", "Rice", "currency", "USD", "qty", 2, "amount", 125);
  }

  /** An ACTIVE invoice of 250 US dollars. */
  public long published() {
    long invoice = invoice();
    caller.post("/v1/invoices/%d/items/add".formatted(invoice), lineBody()).ok();
    caller.put("/v1/invoices/publish/" + invoice).ok();
    return invoice;
  }

  public long session(long invoice) {
    var body = Map.of("source_id", invoice, "source_type", "INVOICE");
    return caller.post("/v1/sessions/checkout", body).id();
  }

  /** A payment account on the Orange network. */
  public long account(String phone) {
    return caller
        .post("/v1/payment-accounts/create?operation_type=COLLECTION", accountBody(phone))
        .id();
  }

  public Map<String, Object> accountBody(String phone) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("account_name", "Ma Hawa's phone");
    body.put("provider", "PAWAPAY");
    body.put("method", "ORANGE_MONEY_LBR");
    body.put("party_id", party(phone));
    body.put("country_code", "LR");
    body.put("insensitive_account_number", phone);
    return body;
  }

  public static Map<String, Object> collectionBody(long session, long account, UUID reference) {
    return Map.of(
        "session_id", Long.toString(session),
        "payment_account_id", Long.toString(account),
        "currency", "USD",
        "reference_id", reference.toString());
  }

  public Reply collect(long session, long account, UUID reference) {
    return caller.post("/v1/executions/collection", collectionBody(session, account, reference));
  }

  /** Collects an invoice from a phone, up to the acceptance of the execution. */
  public UUID collect(long invoice, String phone) {
    var reference = UUID.randomUUID();
    collect(session(invoice), account(phone), reference).ok();
    return reference;
  }

  public JsonNode status(UUID reference) {
    return caller.get("/v1/status/collection/" + reference).ok();
  }

  /** Where the invoice stands. */
  public String standing(long invoice) {
    return caller
        .get("/v1/status/source?source_type=INVOICE&source_id=" + invoice)
        .ok()
        .get("status")
        .stringValue();
  }
}
