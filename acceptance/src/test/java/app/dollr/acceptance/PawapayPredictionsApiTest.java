package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.simulators.Fault;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operator of a number as pawaPay predicts it, which knows of ported numbers. */
class PawapayPredictionsApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.simulated();
  @RegisterExtension static final Pawapay PAWAPAY = Pawapay.of(SERVER);

  private final MoneyFlow money = MoneyFlow.of(SERVER, SERVER.newMerchant());

  @AfterEach
  void mend() {
    PAWAPAY.simulator().faults().clear();
    SERVER.clock().advance(Duration.ofMinutes(11));
    SERVER.runDue();
    for (int probe = 0; probe < 5; probe++) {
      predict("25078345680" + probe).ok();
    }
  }

  @Test
  void aPortedNumberGoesToTheOperatorThatHasIt() {
    PAWAPAY.simulator().port("250783456700", "AIRTEL_RWA");
    var told = predict("250783456700").ok();
    assertThat(told.get("payment_method").stringValue()).isEqualTo("AIRTEL_RWA");
    assertThat(told.get("carrier").stringValue()).isEqualTo("Airtel");
    assertThat(told.get("operator_state").stringValue()).isEqualTo("OPERATIONAL");
    var reference = UUID.randomUUID();
    long session = money.flow().session(money.invoice("10000", "RWF", "PAYER"));
    var method = told.get("payment_method").stringValue();
    money.collect(session, money.account(method, "250783456700"), "RWF", reference).ok();
    PAWAPAY.settle();
    assertThat(PAWAPAY.entry(reference).get("provider")).isEqualTo("AIRTEL_RWA");
  }

  @Test
  void aNumberThatWasNotPortedGoesToWhoIssuedIt() {
    var told = predict("250783456701").ok();
    assertThat(told.get("payment_method").stringValue()).isEqualTo("MTN_MOMO_RWA");
    assertThat(told.get("carrier").stringValue()).isEqualTo("MTN");
  }

  @Test
  void aNumberThatNobodyHasIsRefusedByItsField() {
    var refused = predict("250703456789");
    refused.isRefused("query.phone", "value_error.phone.invalid");
    assertThat(refused.text()).contains("no operator has this number");
  }

  @Test
  void aNumberOfAnOperatorThatIsNotConnectedIsRefusedByTheOperatorsName() {
    var refused = predict("231771234567");
    refused.isRefused("query.phone", "value_error.method.unavailable");
    assertThat(refused.text()).contains("ORANGE_LBR is not connected");
  }

  @Test
  void anAnswerIsKeptForTenMinutes() {
    assertThat(method("250783456702")).isEqualTo("MTN_MOMO_RWA");
    PAWAPAY.simulator().port("250783456702", "AIRTEL_RWA");
    SERVER.clock().advance(Duration.ofMinutes(9));
    assertThat(method("250783456702")).isEqualTo("MTN_MOMO_RWA");
    SERVER.clock().advance(Duration.ofMinutes(2));
    assertThat(method("250783456702")).isEqualTo("AIRTEL_RWA");
  }

  @Test
  void withoutAnAnswerTheNumberTells() {
    PAWAPAY.simulator().port("250783456703", "AIRTEL_RWA");
    for (var fault : new Fault[] {Fault.GARBAGE, Fault.ERROR_BEFORE, Fault.RESET_AFTER}) {
      PAWAPAY.simulator().faults().set(fault, 1);
      assertThat(method("250783456703")).as("%s", fault).isEqualTo("MTN_MOMO_RWA");
    }
    assertThat(method("250783456703")).as("nothing wrong was kept").isEqualTo("AIRTEL_RWA");
  }

  @Test
  void predictionsThatFailAreLeftAloneWhileMoneyStillMoves() {
    PAWAPAY.simulator().faults().set(Fault.ERROR_BEFORE, 10);
    for (int number = 10; number < 20; number++) {
      assertThat(method("2507834567" + number)).isEqualTo("MTN_MOMO_RWA");
    }
    PAWAPAY.simulator().port("250783456720", "AIRTEL_RWA");
    assertThat(method("250783456720")).as("nobody is asked").isEqualTo("MTN_MOMO_RWA");
    var reference = UUID.randomUUID();
    long session = money.flow().session(money.invoice("10000", "RWF", "PAYER"));
    money.collect(session, money.account("MTN_MOMO_RWA", "250783456789"), "RWF", reference).ok();
    PAWAPAY.settle();
    assertThat(money.status("collection", reference).get("status").stringValue())
        .isEqualTo("COMPLETED");
    SERVER.clock().advance(Duration.ofSeconds(11));
    assertThat(method("250783456720")).as("it is asked again").isEqualTo("AIRTEL_RWA");
  }

  private Reply predict(String phone) {
    return money
        .caller()
        .get("/v1/predictions/mmo-provider-info?operation_type=COLLECTION&phone=" + phone);
  }

  private String method(String phone) {
    return predict(phone).ok().get("payment_method").stringValue();
  }
}
