package app.dollr.acceptance;

import app.dollr.gateways.DisputeNews;
import app.dollr.values.CurrencyCode;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.ReferenceId;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A merchant with money, and all that his calls may need, made when it is asked for. */
final class World {
  /** Where nobody listens. */
  static final String RECEIVER = "http://127.0.0.1:9/dollr";

  private static final int MANY_ENDPOINTS = 10;

  private final TestServer server;
  private final TestServer.Merchant merchant;
  private final MoneyFlow money;
  private Optional<Long> wallet = Optional.empty();
  private Optional<UUID> collected = Optional.empty();

  private World(TestServer server, TestServer.Merchant merchant) {
    this.server = server;
    this.merchant = merchant;
    this.money = MoneyFlow.of(server, merchant);
  }

  /** The world of a new merchant. */
  static World of(TestServer server) {
    return new World(server, server.newMerchant());
  }

  TestServer.Merchant merchant() {
    return merchant;
  }

  Caller caller() {
    return money.caller();
  }

  Flow flow() {
    return money.flow();
  }

  /** The merchant's wallet in US dollars, with 10,000.00 in it at first. */
  long wallet() {
    if (wallet.isEmpty()) {
      wallet = Optional.of(server.fund(merchant, "USD", "10000.00"));
    }
    return wallet.get();
  }

  long party() {
    return flow().party(Flow.PAYS);
  }

  long counterparty() {
    return flow().counterparty();
  }

  /** An IDLE document; {@code kind} is {@code invoices} or {@code orders}. */
  long idle(String kind) {
    return caller().post("/v1/%s/create".formatted(kind), Flow.invoiceBody(counterparty())).id();
  }

  long line(String kind, long document) {
    return caller().post("/v1/%s/%d/items/add".formatted(kind, document), Flow.lineBody()).id();
  }

  /** An IDLE document of 250 US dollars. */
  long filled(String kind) {
    long document = idle(kind);
    line(kind, document);
    return document;
  }

  /** An ACTIVE document of 250 US dollars. */
  long active(String kind) {
    long document = filled(kind);
    caller().put("/v1/%s/publish/%d".formatted(kind, document)).ok();
    return document;
  }

  /** A PAID document. */
  long paid(String kind) {
    long document = active(kind);
    flow().collect(checkoutSession(kind, document), account(), UUID.randomUUID()).ok();
    server.settle();
    return document;
  }

  String number(String kind, long document) {
    var key = kind.substring(0, kind.length() - 1) + "_number";
    var shown = caller().get("/v1/%s/retrieve/%d".formatted(kind, document)).ok();
    return shown.get(key).stringValue();
  }

  long checkoutSession(String kind, long document) {
    var type = kind.equals("invoices") ? "INVOICE" : "ORDER";
    var body = Map.of("source_id", document, "source_type", type);
    return caller().post("/v1/sessions/checkout", body).id();
  }

  /** An account to collect from. */
  long account() {
    return flow().account(Flow.PAYS);
  }

  long payoutAccount() {
    return money.payoutAccount(Flow.PAYS);
  }

  long payoutSession(long account) {
    wallet();
    return money.payoutSession(account, "25.00", "USD").id();
  }

  long transferSession() {
    return money.transferSession(wallet(), counterparty(), "25.00", "USD").id();
  }

  /** A completed collection, by the id a refund asks for. */
  long payment() {
    var status = caller().get("/v1/status/collection/" + collected()).ok();
    return status.get("payment_intent_id").longValue();
  }

  /** A new dispute of a completed collection. */
  long dispute() {
    var news =
        new DisputeNews(
            "sandbox",
            new MerchantId(merchant.id()),
            new ReferenceId(collected()),
            "du_" + UUID.randomUUID(),
            Money.parse("257.50", CurrencyCode.USD),
            "fraudulent",
            DisputeNews.Standing.OPEN,
            false);
    server.app().hear(news);
    return caller().get("/v1/disputes/list?limit=1").ok().get(0).get("id").longValue();
  }

  long refundSession() {
    return money.refundSession(payment(), "1.00").id();
  }

  /** The reference of a completed collection, the same each time. */
  UUID collected() {
    if (collected.isEmpty()) {
      var reference = UUID.randomUUID();
      long invoice = active("invoices");
      flow().collect(checkoutSession("invoices", invoice), account(), reference).ok();
      server.settle();
      collected = Optional.of(reference);
    }
    return collected.get();
  }

  UUID paidOut() {
    wallet();
    return money.payOut(Flow.PAYS, "25.00", "USD");
  }

  UUID transferred() {
    var reference = UUID.randomUUID();
    money.transfer(transferSession(), reference).ok();
    return reference;
  }

  UUID refunded() {
    var reference = UUID.randomUUID();
    money.refund(refundSession(), reference).ok();
    return reference;
  }

  /** Somebody to whom something was transferred, and who has a wallet therefore. */
  long partyWithWallet() {
    long party = party();
    var body = Map.of("relationship_type", "CUSTOMER", "party_id", party);
    long counterparty = caller().post("/v1/counterparties/create", body).id();
    long session = money.transferSession(wallet(), counterparty, "25.00", "USD").id();
    money.transfer(session, UUID.randomUUID()).ok();
    return party;
  }

  /** A moment some minutes ahead. */
  String soon() {
    return server.clock().instant().plusSeconds(600).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** The merchant's newest event. */
  long event() {
    active("invoices");
    return caller().get("/v1/events/list?limit=1").ok().get(0).get("id").longValue();
  }

  /** Has an event sent once more. */
  void resent() {
    caller().post("/v1/events/resend/%d".formatted(event()), Map.of()).ok();
  }

  /** A new webhook endpoint; old ones make room, for a merchant has twenty at most. */
  long endpoint() {
    var known = caller().get("/v1/webhooks/list").ok();
    if (known.size() >= MANY_ENDPOINTS) {
      known
          .values()
          .forEach(old -> caller().delete("/v1/webhooks/delete/" + old.get("id").asString()).ok());
    }
    return caller().post("/v1/webhooks/create", Map.of("url", RECEIVER)).id();
  }

  /** A delivery to a new webhook endpoint. */
  long delivery() {
    endpoint();
    resent();
    return caller().get("/v1/webhooks/deliveries/list?limit=1").ok().get(0).get("id").longValue();
  }

  /** By which a payer's browser finishes a new card payment. */
  String cardSecret() {
    var execution = new CardFlow(flow(), server.anonymous()).collect(active("invoices"));
    return execution.get("client_secret").stringValue();
  }

  /** The id of the newest line of the wallet's statement. */
  long statementEntry() {
    paidOut();
    return caller()
        .get("/v1/wallets/%d/statement?limit=1".formatted(wallet()))
        .ok()
        .get(0)
        .get("id")
        .longValue();
  }

  Map<String, Object> token() {
    Map<String, Object> token = new LinkedHashMap<>();
    token.put("code", merchant.passcode());
    return token;
  }

  BigDecimal amount() {
    return new BigDecimal("25.00");
  }
}
