package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.app.App;
import app.dollr.simulators.Fault;
import app.dollr.simulators.stripe.StripeSimulator;
import app.dollr.testing.Together;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a gateway calls back counts once, also when two nodes hear it in the same moment. */
class TwoNodesCallbacksApiTest {
  private static final LiveStripe STRIPE = new LiveStripe();
  private static final int ROUNDS = 10;
  private static final int NODES = 2;

  @Order(1)
  @RegisterExtension
  static final TestServer SERVER = STRIPE.server();

  @Order(2)
  @RegisterExtension
  static final Pawapay PAWAPAY = Pawapay.of(SERVER);

  private static App other;

  private MoneyFlow money;

  @BeforeAll
  static void startTheOther() {
    other = SERVER.anotherNode();
  }

  @AfterAll
  static void close() {
    STRIPE.close();
  }

  @BeforeEach
  void beANewMerchant() {
    STRIPE.connect();
    money = MoneyFlow.of(SERVER, SERVER.newMerchant());
  }

  @Test
  void aCallbackOfPawapayThatBothNodesHearAtOnceCountsOnce() {
    for (int round = 0; round < ROUNDS; round++) {
      var reference = collect();
      PAWAPAY.settle();
      var body = Pawapay.callback(PAWAPAY.entry(reference), "COMPLETED");
      var signed = List.of(signedFor(SERVER.app(), body), signedFor(other, body));
      Together.run(
          NODES,
          node ->
              node(node)
                  .send(
                      "POST", "/callbacks/pawapay", BodyPublishers.ofString(body), signed.get(node))
                  .ok());
      holdsOnce(reference);
    }
    assertThat(money.balance("RWF")).isEqualTo(Integer.toString(ROUNDS * 10_000));
  }

  @Test
  void anEventOfStripeThatBothNodesHearAtOnceCountsOnce() {
    for (int round = 0; round < ROUNDS; round++) {
      var cards = new CardFlow(money.flow(), SERVER.anonymous());
      var execution = cards.collect(money.flow().published());
      STRIPE.fault(Fault.CALLBACK_LOST);
      STRIPE.browser(execution.get("client_secret").stringValue(), "payment_method=pm_card_visa");
      var event = STRIPE.stripe().events().getLast();
      var header =
          Map.of(
              "Stripe-Signature",
              StripeSimulator.signature(List.of(LiveStripe.SECRET), SERVER.clock(), event));
      Together.run(
          NODES,
          node -> {
            node(node)
                .send("POST", "/callbacks/stripe", BodyPublishers.ofString(event), header)
                .ok();
            app(node).runDue();
            return node;
          });
      holdsOnce(CardFlow.reference(execution));
    }
    assertThat(SERVER.count("select count(*) from stripe.told where next_at is not null")).isZero();
    assertThat(SERVER.count("select max(tries) from stripe.told")).isOne();
  }

  private void holdsOnce(UUID reference) {
    assertThat(money.status("collection", reference).get("status").stringValue())
        .isEqualTo("COMPLETED");
    var journals =
        "select count(*) from ledger.journal j join executions.execution e"
            + " on e.merchant_id = j.merchant_id and e.id = j.execution_id"
            + " where e.reference_id = '%s'".formatted(reference);
    assertThat(SERVER.count(journals)).isOne();
    assertThat(SERVER.count("select count(*) from executions.gateway_exception")).isZero();
  }

  private UUID collect() {
    var reference = UUID.randomUUID();
    long session = money.flow().session(money.invoice("10000", "RWF", "PAYER"));
    money.collect(session, money.account("MTN_MOMO_RWA", "250783456129"), "RWF", reference).ok();
    return reference;
  }

  /** As pawaPay would sign it for the node that it reaches. */
  private static Map<String, String> signedFor(App node, String body) {
    PAWAPAY.simulator().sendTo(URI.create(node.localUrl() + "/callbacks/pawapay"));
    return PAWAPAY.simulator().signed(body);
  }

  private static App app(int node) {
    return node == 0 ? SERVER.app() : other;
  }

  private static Caller node(int node) {
    var caller = SERVER.anonymous();
    return new Caller(caller.http(), URI.create(app(node).localUrl()), caller.token());
  }
}
