package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.simulators.pawapay.PawapaySettings;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Callbacks of an account that does not sign them: nobody is believed, and pawaPay is asked. */
class PawapayHintsApiTest {
  @RegisterExtension
  static final TestServer SERVER = TestServer.simulated().with("DOLLR_PAWAPAY_CALLBACKS", "hints");

  @RegisterExtension
  static final Pawapay PAWAPAY =
      new Pawapay(SERVER, PawapaySettings.DEFAULT.withCallbacks(false, false));

  private static final Map<String, String> PLAIN = Map.of("Content-Type", "application/json");

  @Test
  void aHintMakesThePlatformAsk() {
    var money = MoneyFlow.of(SERVER, SERVER.newMerchant());
    var waiting = collect(money, "250783456129");
    var paid = collect(money, "250783456789");
    SERVER.runDue();
    PAWAPAY.call(Pawapay.callback(PAWAPAY.entry(waiting), "COMPLETED"), PLAIN).ok();
    assertThat(status(money, waiting))
        .as("who says so need not be pawaPay")
        .isEqualTo("PROCESSING");
    PAWAPAY.settle();
    assertThat(status(money, paid)).isEqualTo("COMPLETED");
    assertThat(status(money, waiting)).isEqualTo("PROCESSING");
  }

  private static UUID collect(MoneyFlow money, String phone) {
    var reference = UUID.randomUUID();
    long session = money.flow().session(money.invoice("10000", "RWF", "PAYER"));
    money.collect(session, money.account("MTN_MOMO_RWA", phone), "RWF", reference).ok();
    return reference;
  }

  private static String status(MoneyFlow money, UUID reference) {
    return money.status("collection", reference).get("status").stringValue();
  }
}
