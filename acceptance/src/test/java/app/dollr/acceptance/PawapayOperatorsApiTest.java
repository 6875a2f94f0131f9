package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.simulators.Fault;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** How it stands with the operators behind pawaPay, and what merchants are told of it early. */
class PawapayOperatorsApiTest {
  private static final String UNAVAILABLE = "value_error.method.unavailable";
  private static final String CLOSED = "MTN_MOMO_RWA is closed at the moment";
  private static final String DELAYED = "MTN_MOMO_RWA is delayed at the moment";
  private static final String PHONE = "250783456789";

  @RegisterExtension static final TestServer SERVER = TestServer.simulated();
  @RegisterExtension static final Pawapay PAWAPAY = Pawapay.of(SERVER);

  private MoneyFlow money;

  @BeforeEach
  void beANewMerchant() {
    var merchant = SERVER.newMerchant();
    SERVER.fund(merchant, "RWF", "1000000");
    money = MoneyFlow.of(SERVER, merchant);
  }

  @AfterEach
  void open() {
    PAWAPAY.simulator().faults().clear();
    become("OPERATIONAL", Duration.ofMinutes(5));
  }

  @Test
  void aClosedOperatorIsRefusedByItsNameWhereverItIsNamed() {
    long session = money.flow().session(money.invoice("10000", "RWF", "PAYER"));
    long account = money.account("MTN_MOMO_RWA", PHONE);
    long payoutAccount = money.account("PAYOUT", "MTN_MOMO_RWA", PHONE);
    long payout = money.payoutSession(payoutAccount, "1000", "RWF").id();
    long payment = paid();
    long refund = money.refundSession(payment, "1000").id();
    become("CLOSED");

    refused(predictOperator("COLLECTION"), "query.phone", CLOSED);
    refused(predictOperator("PAYOUT"), "query.phone", CLOSED);
    refused(
        money.predict("COLLECTION", "MTN_MOMO_RWA", "10000", "RWF", "RWF", "PAYER"),
        "query.payment_method",
        CLOSED);
    refused(money.payoutSession(payoutAccount, "1000", "RWF"), "body.payout_account_id", CLOSED);
    refused(money.refundSession(payment, "1000"), "body.original_payment_intent_id", CLOSED);
    var collection = UUID.randomUUID();
    refused(money.collect(session, account, "RWF", collection), "body.payment_account_id", CLOSED);
    refused(
        money.payOut(payout, payoutAccount, UUID.randomUUID()), "body.payout_account_id", CLOSED);
    refused(money.refund(refund, UUID.randomUUID()), "body.session_id", CLOSED);
    assertThat(money.reserved("RWF")).isEqualTo("0");

    become("OPERATIONAL");
    predictOperator("COLLECTION").ok();
    money.collect(session, account, "RWF", collection).ok();
    money.payOut(payout, payoutAccount, UUID.randomUUID()).ok();
    money.refund(refund, UUID.randomUUID()).ok();
  }

  @Test
  void theCommandSaysWhichOperatorIsClosed() {
    become("CLOSED");
    var cli = Cli.of(SERVER, money.merchant());
    assertThat(cli.run("predict", PHONE, "--operation", "COLLECTION")).isNotZero();
    assertThat(cli.err()).contains(CLOSED);
  }

  @Test
  void aDelayedOperatorTakesPayoutsAndNoCollections() {
    long session = money.flow().session(money.invoice("10000", "RWF", "PAYER"));
    long account = money.account("MTN_MOMO_RWA", PHONE);
    become("DELAYED");
    refused(predictOperator("COLLECTION"), "query.phone", DELAYED);
    refused(
        money.collect(session, account, "RWF", UUID.randomUUID()),
        "body.payment_account_id",
        DELAYED);
    assertThat(predictOperator("PAYOUT").ok().get("operator_state").stringValue())
        .isEqualTo("DELAYED");
    long payoutAccount = money.account("PAYOUT", "MTN_MOMO_RWA", PHONE);
    var payout = UUID.randomUUID();
    money
        .payOut(money.payoutSession(payoutAccount, "10000", "RWF").id(), payoutAccount, payout)
        .ok();
    PAWAPAY.settle();
    assertThat(status(payout)).isEqualTo("PROCESSING");
    become("OPERATIONAL");
    PAWAPAY.settle();
    PAWAPAY.settle();
    assertThat(status(payout)).isEqualTo("COMPLETED");
  }

  @Test
  void howItStandsWithOperatorsIsAskedForTwiceAMinute() {
    PAWAPAY.simulator().setOperator("MTN_MOMO_RWA", "CLOSED");
    look(Duration.ofSeconds(29));
    predictOperator("COLLECTION").ok();
    look(Duration.ofSeconds(1));
    refused(predictOperator("COLLECTION"), "query.phone", CLOSED);
  }

  @Test
  void healthAndFiguresShowHowItStandsAndSinceWhen() {
    var well = SERVER.anonymous().get("/health").ok();
    assertThat(operator(well, "COLLECTION")).isEqualTo("OPERATIONAL");
    become("CLOSED");
    var impaired = SERVER.anonymous().get("/health").ok();
    assertThat(impaired.get("status").stringValue()).isEqualTo("impaired");
    assertThat(impaired.get("unavailable").toString()).contains(CLOSED);
    assertThat(operator(impaired, "REFUND")).isEqualTo("CLOSED");
    assertThat(impaired.get("gateways").get(0).get("operators_known_at").stringValue())
        .isEqualTo(SERVER.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString());
    assertThat(SERVER.admin().get("/metrics").text())
        .containsPattern(figure("operator", "PAYOUT", "0\\.0"));
    become("DELAYED");
    assertThat(SERVER.admin().get("/metrics").text())
        .containsPattern(figure("operator", "PAYOUT", "0\\.5"));
  }

  @Test
  void whatWasToldLastCountsWhilePawapayCannotBeAskedAndIsAskedForLessOften() {
    become("CLOSED");
    PAWAPAY.simulator().faults().set(Fault.GARBAGE, 1000);
    PAWAPAY.simulator().setOperator("MTN_MOMO_RWA", "OPERATIONAL");
    look(Duration.ofMinutes(1));
    refused(predictOperator("COLLECTION"), "query.phone", CLOSED);
    assertThat(SERVER.admin().get("/metrics").text())
        .containsPattern(
            "dollr_gateway_discovery_age_seconds\\{[^}]*what=\"availability\"[^}]*} 60\\.0");
    PAWAPAY.simulator().faults().clear();
    look(Duration.ofSeconds(30));
    refused(predictOperator("COLLECTION"), "query.phone", CLOSED);
    look(Duration.ofMinutes(5));
    predictOperator("COLLECTION").ok();
  }

  private long paid() {
    var reference = UUID.randomUUID();
    long session = money.flow().session(money.invoice("10000", "RWF", "PAYER"));
    money.collect(session, money.account("MTN_MOMO_RWA", PHONE), "RWF", reference).ok();
    PAWAPAY.settle();
    return money.status("collection", reference).get("payment_intent_id").longValue();
  }

  private Reply predictOperator(String operation) {
    return money
        .caller()
        .get(
            "/v1/predictions/mmo-provider-info?phone=%s&operation_type=%s"
                .formatted(PHONE, operation));
  }

  private String status(UUID payout) {
    return money.status("payout", payout).get("status").stringValue();
  }

  private static void refused(Reply reply, String field, String why) {
    reply.isRefused(field, UNAVAILABLE);
    assertThat(reply.text()).contains(why);
  }

  private static String operator(JsonNode health, String operation) {
    return health
        .get("operators")
        .valueStream()
        .filter(row -> row.get("method").stringValue().equals("MTN_MOMO_RWA"))
        .filter(row -> row.get("operation").stringValue().equals(operation))
        .findFirst()
        .orElseThrow()
        .get("state")
        .stringValue();
  }

  private static String figure(String name, String operation, String value) {
    return "dollr_gateway_%s\\{[^}]*method=\"MTN_MOMO_RWA\",operation=\"%s\"[^}]*} %s"
        .formatted(name, operation, value);
  }

  /** Has the operator stand like this, and the platform look. */
  private static void become(String state) {
    become(state, Duration.ofMinutes(1));
  }

  private static void become(String state, Duration later) {
    PAWAPAY.simulator().setOperator("MTN_MOMO_RWA", state);
    look(later);
  }

  private static void look(Duration later) {
    SERVER.clock().advance(later);
    SERVER.runDue();
  }
}
