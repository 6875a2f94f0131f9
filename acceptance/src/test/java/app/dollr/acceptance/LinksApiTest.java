package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LinksApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();
  private static final Map<String, String> FORM =
      Map.of("Content-Type", "application/x-www-form-urlencoded");

  private Caller caller;
  private Flow flow;

  @BeforeEach
  void signIn() {
    caller = SERVER.caller();
    flow = new Flow(caller);
  }

  @Test
  void aPublishedDocumentHasOneLinkHoweverOftenItIsAskedFor() {
    var number = number(flow.published());
    var url = link("pay", number).ok().get("url").stringValue();
    assertThat(url).matches(SERVER.baseUrl() + "/pay/[A-Za-z0-9_-]{32}").doesNotContain(number);
    assertThat(link("pay", number).ok().get("url").stringValue()).isEqualTo(url);
  }

  @Test
  void onlyAPublishedDocumentThatWasMadeForItHasALink() {
    var idle = flow.invoice();
    link("pay", number(idle)).isRefused("query.source_number", "value_error.source.not_active");
    var body = Flow.invoiceBody(flow.counterparty());
    body.put("as_payment_link", false);
    long invoice = caller.post("/v1/invoices/create", body).id();
    link("pay", number(invoice))
        .isRefused("query.source_number", "value_error.source.no_payment_link");
    link("pay", "INV-2026-99999").isRefused("query.source_number", "value_error.source.not_found");
  }

  @Test
  void anUnverifiedMerchantHasNoLink() {
    var stranger = SERVER.newMerchant(false);
    var own = new Flow(SERVER.caller(stranger));
    long invoice = own.published();
    var number = own.caller().get("/v1/invoices/retrieve/" + invoice).ok().get("invoice_number");
    own.caller()
        .get("/v1/links/pay?source_type=INVOICE&source_number=" + number.stringValue())
        .isError(403, "The merchant is not verified");
  }

  @Test
  void aReceiptHasALinkOnceItIsPaid() {
    long invoice = flow.published();
    var number = number(invoice);
    link("receipt", number).isRefused("query.source_number", "value_error.source.not_paid");
    flow.collect(invoice, Flow.PAYS);
    SERVER.settle();
    var url = link("receipt", number).ok().get("url").stringValue();
    assertThat(url).startsWith(SERVER.baseUrl() + "/receipt/");
    var page = SERVER.anonymous().get(url);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains(number, "US$257.50").doesNotContain(Flow.PAYS);
    assertThat(SERVER.anonymous().get(url.replace("/receipt/", "/pay/")).status()).isEqualTo(404);
  }

  @Test
  void aReceiptAndADocumentAreToBeHadAsPdf() {
    var checkout = new Hosted(caller).create(Hosted.body());
    var url = checkout.get("url").stringValue();
    var paper = SERVER.anonymous().get(url + "/document.pdf");
    assertThat(paper.header("Content-Type")).contains("application/pdf");
    assertThat(paper.text()).startsWith("%PDF-");
    var receipt = url.replace("/pay/", "/receipt/") + "/receipt.pdf";
    assertThat(SERVER.anonymous().get(receipt).status()).isEqualTo(404);
    flow.collect(checkout.get("source_id").longValue(), Flow.PAYS);
    SERVER.settle();
    assertThat(SERVER.anonymous().get(receipt).text()).startsWith("%PDF-");
  }

  @Test
  void aLinkMayLimitTheWaysToPay() {
    var url = new Hosted(caller).page();
    var page = SERVER.anonymous().get(url + "?paymentMethods=ORANGE_MONEY_LBR,MTN_MOMO_RWA").text();
    assertThat(page)
        .contains("method-ORANGE_MONEY_LBR", "/choice?paymentMethods=")
        .doesNotContain("method-MTN_MOMO_LBR", "AIRTEL", "way-card");
    var card = SERVER.anonymous().get(url + "?paymentMethods=CREDIT_CARD").text();
    assertThat(card).contains("name=\"way\" value=\"card\"").doesNotContain("method-");
    assertThat(SERVER.anonymous().get(url + "?paymentMethods=WALLET").text())
        .contains("This cannot be paid here")
        .doesNotContain("<form");
    assertThat(SERVER.anonymous().get(url + "?paymentMethods=NONSENSE").text())
        .contains("method-MTN_MOMO_LBR", "way-card");
  }

  @Test
  void whatALinkDoesNotOfferIsNotTakenEither() {
    var limited = new Hosted(caller).page() + "?paymentMethods=MTN_MOMO_LBR";
    var sent = new PlainPayer(SERVER.anonymous(), limited).send(PlainPayer.fields("0771234567"));
    assertThat(sent.status()).as(sent.text()).isEqualTo(200);
    assertThat(sent.text())
        .contains("Please check and confirm", "method-MTN_MOMO_LBR")
        .doesNotContain("method-ORANGE_MONEY_LBR");
  }

  @Test
  void lookingAtAPageWritesNothing() {
    var url = new Hosted(caller).page();
    var tables =
        "select (select count(*) from checkout.session) + (select count(*) from"
            + " accounts.payment_account) + (select count(*) from parties.party)";
    long before = SERVER.count(tables);
    var head = SERVER.anonymous().send("HEAD", url, BodyPublishers.noBody(), Map.of());
    var page = SERVER.anonymous().get(url);
    assertThat(SERVER.count(tables)).isEqualTo(before);
    assertThat(List.of(head.status(), page.status())).containsOnly(200);
    assertThat(head.text()).isEmpty();
    for (var answer : List.of(head, page)) {
      assertThat(answer.header("Cache-Control")).contains("no-store");
      assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.header("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
    }
  }

  @Test
  void whoeverGuessesAtTokensIsSlowedDown() {
    SERVER.clock().advance(Duration.ofMinutes(1));
    var stranger = SERVER.anonymous();
    for (int guess = 0; guess < 30; guess++) {
      assertThat(stranger.get("/pay/" + "x".repeat(32)).status()).isEqualTo(404);
    }
    var slow = stranger.get("/receipt/" + "x".repeat(32));
    assertThat(slow.status()).isEqualTo(429);
    assertThat(slow.header("Retry-After")).isPresent();
    SERVER.clock().advance(Duration.ofMinutes(1));
  }

  @Test
  void aFormOfAnotherSiteIsRefused() {
    var url = new Hosted(caller).page();
    for (var origin :
        List.of(Map.of("Sec-Fetch-Site", "cross-site"), Map.of("Origin", "https://evil.example"))) {
      Map<String, String> headers = new HashMap<>(FORM);
      headers.putAll(origin);
      var refused =
          SERVER.anonymous().send("POST", url, BodyPublishers.ofString("phone=1"), headers);
      // FORM_FOREIGN: the page says it in words for people.
      assertThat(refused.status()).isEqualTo(403);
    }
  }

  @Test
  void aFormTwiceAndFromTwoTabsPaysOnce() {
    var checkout = new Hosted(caller).create(Hosted.body());
    var payer = new PlainPayer(SERVER.anonymous(), checkout.get("url").stringValue());
    var first = payer.ticket("0771234567");
    var second = payer.ticket("0771234567");
    for (var ticket : List.of(first, first, second)) {
      var sent = payer.send(PlainPayer.fields("0771234567") + "&ticket=" + ticket);
      assertThat(sent.status()).as(sent.text()).isEqualTo(303);
    }
    SERVER.settle();
    long document = checkout.get("source_id").longValue();
    assertThat(
            SERVER.count(
                "select count(*) from executions.execution where document_id = " + document))
        .isEqualTo(1);
    assertThat(flow.standing(document)).isEqualTo("PAID");
  }

  @Test
  void theOperatorDressesThePages() {
    var path = "/admin/v1/merchants/%d/look".formatted(SERVER.merchant().id());
    SERVER
        .admin()
        .post(path, Map.of("colour", "blue"))
        .isRefused("body.colour", "value_error.colour");
    SERVER
        .admin()
        .post(path, Map.of("logo", "PHN2Zz48L3N2Zz4="))
        .isRefused("body.logo", "value_error.image");
    var png = Base64.getEncoder().encodeToString(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13});
    SERVER.admin().post(path, Map.of("colour", "#FFDD00", "logo", png)).ok();
    var url = new Hosted(caller).page();
    SERVER.clock().advance(Duration.ofSeconds(3));
    var brand = url.replace("/pay/", "/brand/");
    assertThat(SERVER.anonymous().get(brand + "/logo").header("Content-Type"))
        .contains("image/png");
    assertThat(SERVER.anonymous().get(brand + "/brand.css").text()).contains("--accent:#");
  }

  private String number(long invoice) {
    return caller.get("/v1/invoices/retrieve/" + invoice).ok().get("invoice_number").stringValue();
  }

  private Reply link(String kind, String number) {
    return caller.get("/v1/links/%s?source_type=INVOICE&source_number=%s".formatted(kind, number));
  }
}
