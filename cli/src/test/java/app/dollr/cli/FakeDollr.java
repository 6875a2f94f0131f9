package app.dollr.cli;

import app.dollr.cli.FakeHttp.Answer;
import app.dollr.cli.FakeHttp.Ask;
import app.dollr.cli.FakeHttp.Handler;
import app.dollr.client.internal.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * A small Dollr server with a memory: enough of the API that a payment runs from start to end. Each
 * look at a payment takes it a step further; the end of the payer's phone decides where it ends
 * (039 fails, 129 stays), as in the sandbox.
 */
final class FakeDollr implements AutoCloseable {
  static final String TIME = "2026-03-01T12:00:00Z";
  static final String ADMIN_TOKEN = "admin-token";

  private final FakeHttp http = new FakeHttp(FakeDollr::allowed);
  private final Map<Long, ObjectNode> things = new TreeMap<>();
  private final Map<String, ObjectNode> executions = new HashMap<>();
  private final Map<String, Integer> faults = new LinkedHashMap<>();
  private long lastId = 41;

  FakeDollr() {
    route();
    routeAdmin();
  }

  String url() {
    return http.url();
  }

  /** Each request so far as method, path and query, then its body if it had one. */
  List<String> seen() {
    return http.seen();
  }

  String last() {
    return seen().getLast();
  }

  /** From now on, requests of that method and path get this answer. */
  void plan(String line, Answer answer) {
    http.plan(line, answer);
  }

  @Override
  public void close() {
    http.close();
  }

  private void route() {
    add("POST /v1/jwt/client/obtain/token", this::token);
    add("POST /v1/parties/create", ask -> create(ask, "phone", "email", "country_code"));
    add("GET /v1/parties/list", ask -> list("fullname"));
    add("GET /v1/parties/retrieve/(\\d+)", this::retrieve);
    add("POST /v1/counterparties/create", ask -> create(ask, "party_id"));
    add("GET /v1/counterparties/list", ask -> list("relationship_type"));
    add("GET /v1/counterparties/retrieve/(\\d+)", this::retrieve);
    add("PUT /v1/counterparties/update/(\\d+)", this::update);
    for (var kind : List.of("invoice", "order")) {
      routeDocuments(kind);
    }
    add("POST /v1/payment-accounts/create", this::account);
    add("POST /v1/sessions/checkout", this::session);
    add("POST /v1/executions/collection", this::execute);
    add("GET /v1/status/collection/([^/]+)", this::status);
    add("GET /v1/status/source", this::source);
    add("GET /v1/predictions/mmo-provider-info", this::predict);
    add("GET /v1/links/pay", ask -> Answer.ok(Map.of("url", "http://localhost/pay/x")));
    add("GET /v1/links/receipt", ask -> Answer.ok(Map.of("url", "http://localhost/receipt/x")));
    add("GET /v1/merchants/merchant-info", this::merchant);
  }

  private void routeDocuments(String kind) {
    var base = "/v1/" + kind + "s";
    add("POST " + base + "/create", ask -> document(ask, kind));
    add("GET " + base + "/list", ask -> list(kind + "_number"));
    add("GET " + base + "/retrieve/(\\d+)", this::retrieve);
    add("GET " + base + "/retrieve/number/([^/]+)", ask -> byNumber(ask, kind));
    add("PUT " + base + "/update/(\\d+)", this::update);
    add("PUT " + base + "/publish/(\\d+)", ask -> step(ask, "IDLE", "ACTIVE"));
    add("DELETE " + base + "/cancel/(\\d+)", ask -> step(ask, "IDLE", "CANCELED"));
    add("POST " + base + "/(\\d+)/items/add", ask -> line(ask, kind));
    add("PUT " + base + "/(\\d+)/items/(\\d+)/update", ask -> Answer.ok(merge(ask.id(1), ask)));
    add("DELETE " + base + "/(\\d+)/items/(\\d+)/remove", ask -> Answer.ok(Map.of()));
  }

  private void routeAdmin() {
    add("POST /admin/v1/merchants", this::createMerchant);
    add("GET /admin/v1/merchants", ask -> list("merchant_id"));
    add("POST /admin/v1/merchants/(\\d+)/verify", ask -> Answer.ok(Map.of("verified", true)));
    add("POST /admin/v1/merchants/(\\d+)/look", ask -> Answer.ok(Map.of("merchant_id", 42)));
    add("POST /admin/v1/merchants/(\\d+)/wallets", ask -> Answer.ok(Map.of("wallet_id", 3)));
    add("POST /admin/v1/clients/([^/]+)/rotate", this::rotate);
    add("POST /admin/v1/clients/([^/]+)/revoke", ask -> Answer.ok(Map.of("revoked", true)));
    add("POST /admin/v1/keys/rotate", ask -> Answer.ok(Map.of("kid", "k2")));
    add("GET /admin/v1/keys", ask -> Answer.ok(List.of(Map.of("kid", "k1", "active", true))));
    add("POST /admin/v1/sandbox/resolve", this::resolve);
    add("GET /admin/v1/sandbox/faults", ask -> Answer.ok(faults));
    add("PUT /admin/v1/sandbox/faults", this::setFaults);
    add("GET /admin/v1/exceptions", ask -> Answer.ok(List.of()));
    add("POST /admin/v1/exceptions/(\\d+)/resolve", ask -> Answer.ok(Map.of("id", 7)));
  }

  private void add(String line, Handler handler) {
    http.add(line, handler);
  }

  private static boolean allowed(String line, String authorization) {
    var token = line.contains("/admin/") ? ADMIN_TOKEN : "a.b.c";
    return line.endsWith("/obtain/token") || authorization.equals("Bearer " + token);
  }

  private Answer token(Ask ask) {
    return ask.text("client_secret").equals("the-secret")
        ? Answer.ok(Map.of("access_token", "a.b.c", "expires_in", 60))
        : Answer.plain(401, "Could not validate credentials");
  }

  private ObjectNode at(long id) {
    return Optional.ofNullable(things.get(id)).orElseThrow();
  }

  private ObjectNode thing() {
    var thing = Json.mapper().createObjectNode();
    thing.put("id", ++lastId);
    things.put(lastId, thing);
    return thing;
  }

  private Answer create(Ask ask, String... optional) {
    var thing = thing();
    ask.body().properties().forEach(entry -> thing.set(entry.getKey(), entry.getValue()));
    for (var key : optional) {
      thing.set(key, ask.body().path(key).isMissingNode() ? null : ask.body().get(key));
    }
    if (thing.has("relationship_type")) {
      thing.put("owner_party_type", "ORGANIZATION").put("owner_party_id", 1);
    }
    thing.put("created_at", TIME).put("updated_at", TIME);
    return Answer.ok(thing);
  }

  private Answer list(String key) {
    var list = new ArrayList<>(things.values().stream().filter(t -> t.has(key)).toList());
    return Answer.ok(list.reversed());
  }

  private Answer retrieve(Ask ask) {
    return Answer.ok(at(ask.id(0)));
  }

  private Answer byNumber(Ask ask, String kind) {
    return things.values().stream()
        .filter(t -> t.path(kind + "_number").asString("").equals(ask.path().get(0)))
        .findFirst()
        .map(Answer::ok)
        .orElseThrow();
  }

  private Answer update(Ask ask) {
    return Answer.ok(merge(ask.id(0), ask));
  }

  private ObjectNode merge(long id, Ask ask) {
    var thing = at(id);
    ask.body().properties().forEach(entry -> thing.set(entry.getKey(), entry.getValue()));
    return thing;
  }

  private Answer document(Ask ask, String kind) {
    var document = thing();
    ask.body().properties().forEach(entry -> document.set(entry.getKey(), entry.getValue()));
    var number = kind.equals("invoice") ? "INV-2026-%05d" : "ORD-2026-%05d";
    document.put(kind + "_number", number.formatted(lastId));
    document.put("total_amount", new BigDecimal("0.00")).put("status", "IDLE");
    document.put("owner_id", 1).put("owner_type", "ORGANIZATION");
    document.put("created_at", TIME).put("updated_at", TIME);
    document.set(kind + "_items", Json.mapper().createArrayNode());
    return Answer.ok(document);
  }

  private Answer line(Ask ask, String kind) {
    var document = at(ask.id(0));
    var line = thing();
    ask.body().properties().forEach(entry -> line.set(entry.getKey(), entry.getValue()));
    line.put("created_at", TIME).put("updated_at", TIME);
    document.withArray("/" + kind + "_items").add(line);
    var total = line.get("amount").decimalValue().multiply(line.get("qty").decimalValue());
    document.put("total_amount", document.get("total_amount").decimalValue().add(total));
    return Answer.ok(line);
  }

  private Answer step(Ask ask, String from, String to) {
    var document = at(ask.id(0));
    if (!document.path("status").asString("").equals(from)) {
      var msg = "the document is " + document.path("status").asString("");
      return Answer.refused("status", "value_error.source.not_idle", msg);
    }
    return Answer.ok(document.put("status", to));
  }

  private Answer account(Ask ask) {
    var account = thing();
    ask.body().properties().forEach(entry -> account.set(entry.getKey(), entry.getValue()));
    account.put("provider", "PAWAPAY").put("is_active", true);
    account.put("created_at", TIME).put("updated_at", TIME);
    return Answer.ok(account);
  }

  private Answer session(Ask ask) {
    var document = at(ask.body().path("source_id").asLong());
    if (!document.path("status").asString("").equals("ACTIVE")) {
      return Answer.refused("source_id", "value_error.source.not_active", "not ACTIVE");
    }
    var session = thing();
    ask.body().properties().forEach(entry -> session.set(entry.getKey(), entry.getValue()));
    session.put("status", "ACTIVE").put("expires_at", "2026-03-01T12:30:00Z");
    session.put("created_at", TIME).put("updated_at", TIME);
    return Answer.ok(session);
  }

  private Answer execute(Ask ask) {
    var session = at(ask.body().path("session_id").asLong());
    var account = at(ask.body().path("payment_account_id").asLong());
    var document = at(session.path("source_id").asLong());
    var total = document.get("total_amount").decimalValue();
    var execution = Json.mapper().createObjectNode();
    execution.set("reference_id", ask.body().get("reference_id"));
    execution.put("status", "PENDING").put("operation_type", "COLLECTION");
    execution.put("payer_amount", total.add(new BigDecimal("7.50"))).put("payer_currency", "USD");
    execution.put("payee_amount", total).put("payee_currency", "USD");
    execution.put("payment_intent_id", 7).putNull("gateway_message");
    execution.put("source_id", document.path("id").asLong());
    execution.set("phone", account.get("insensitive_account_number"));
    document.put("status", "PROCESSING");
    executions.put(ask.text("reference_id"), execution);
    return Answer.ok(execution);
  }

  private Answer status(Ask ask) {
    var execution = Optional.ofNullable(executions.get(ask.path().get(0))).orElseThrow();
    var status = execution.path("status").asString("");
    if (status.equals("PROCESSING")) {
      settle(execution);
    } else if (status.equals("PENDING")) {
      execution.put("status", "PROCESSING");
    }
    return Answer.ok(execution);
  }

  private void settle(ObjectNode execution) {
    var phone = execution.path("phone").asString("");
    var document = at(execution.path("source_id").asLong());
    if (phone.endsWith("039")) {
      execution.put("status", "FAILED").put("gateway_message", "the payer did not approve");
      document.put("status", "ACTIVE");
    } else if (!phone.endsWith("129")) {
      execution.put("status", "COMPLETED");
      document.put("status", "PAID").put("paid_at", TIME);
    }
  }

  private Answer source(Ask ask) {
    var document = at(Long.parseLong(ask.query("source_id")));
    var kind = ask.query("source_type").equals("INVOICE") ? "invoice" : "order";
    var source = Json.mapper().createObjectNode();
    source.put("source_id", document.path("id").asLong());
    source.put("source_type", ask.query("source_type"));
    source.set("source_number", document.get(kind + "_number"));
    source.set("status", document.get("status"));
    source.set("currency", document.get("currency"));
    source.set("total_amount", document.get("total_amount"));
    source.set("paid_at", document.get("paid_at"));
    return Answer.ok(source);
  }

  private Answer predict(Ask ask) {
    var phone = ask.query("phone").replaceAll("\\D", "");
    boolean orange = phone.startsWith("23177");
    if (!orange && !phone.startsWith("23188")) {
      return Answer.refused("phone", "value_error.phone.unknown_operator", "unknown operator");
    }
    return Answer.ok(
        Map.of(
            "carrier",
            orange ? "Orange" : "Lonestar Cell",
            "country",
            "LR",
            "currencies",
            List.of("USD", "LRD"),
            "phone",
            phone,
            "payment_method",
            orange ? "ORANGE_MONEY_LBR" : "MTN_MOMO_LBR",
            "gateway_provider",
            "PAWAPAY",
            "operation_type",
            ask.query("operation_type")));
  }

  private Answer merchant(Ask ask) {
    var merchant = Json.mapper().createObjectNode();
    merchant.put("id", Long.parseLong(ask.query("merchant_id"))).put("name", "Shop");
    merchant.put("type", ask.query("merchant_type"));
    return Answer.ok(merchant);
  }

  private Answer createMerchant(Ask ask) {
    var merchant = thing();
    ask.body().properties().forEach(entry -> merchant.set(entry.getKey(), entry.getValue()));
    merchant.put("merchant_id", lastId).set("merchant_type", ask.body().get("type"));
    merchant.put("client_id", "client-2").put("client_secret", "secret-2");
    return Answer.ok(merchant);
  }

  private Answer rotate(Ask ask) {
    return Answer.ok(Map.of("client_id", ask.path().get(0), "client_secret", "secret-3"));
  }

  private Answer resolve(Ask ask) {
    var execution = executions.get(ask.text("reference_id"));
    if (execution == null) {
      return Answer.refused("reference_id", "value_error.reference_id.unknown", "unknown");
    }
    boolean completed = ask.text("outcome").equals("completed");
    return Answer.ok(execution.put("status", completed ? "COMPLETED" : "FAILED"));
  }

  private Answer setFaults(Ask ask) {
    faults.clear();
    ask.body().properties().forEach(f -> faults.put(f.getKey(), f.getValue().asInt()));
    return Answer.ok(faults);
  }

  /** Serves until it is stopped, to try things against it by hand. */
  public static void main(String[] args) throws InterruptedException {
    try (var server = new FakeDollr()) {
      System.out.println(server.url());
      Thread.currentThread().join();
    }
  }
}
