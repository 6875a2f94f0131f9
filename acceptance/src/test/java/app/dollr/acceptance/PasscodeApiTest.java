package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.testing.Together;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may pay out. */
class PasscodeApiTest {
  private static final String CODE = "body.passcode.token.code";
  private static final String LOCKED = "Too many wrong passcodes; it is locked for 15 minutes";

  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private MoneyFlow money;
  private long account;
  private long session;

  @BeforeEach
  void openASession() {
    var merchant = SERVER.newMerchant();
    SERVER.fund(merchant, "USD", "1000.00");
    money = MoneyFlow.of(SERVER, merchant);
    account = money.payoutAccount(Flow.PAYS);
    session = money.payoutSession(account, "10", "USD").id();
  }

  @Test
  void theMerchantsOwnPasscodeIsEnough() {
    pay(Map.of("code", money.merchant().passcode())).ok();
  }

  @Test
  void aHolderIsNamedByPhoneInAnyForm() {
    var phone = phone();
    pay(Map.of("code", money.merchant().passcode(), "phone", "+" + phone)).ok();
  }

  @Test
  void aWrongCodeAndAnUnknownHolderAreToldAlike() {
    var wrong = pay(Map.of("code", "wrong"));
    wrong.isRefused(CODE, "value_error.passcode.invalid");
    var code = money.merchant().passcode();
    for (var token :
        List.of(
            Map.<String, Object>of("code", code, "phone", "231771999888"),
            Map.<String, Object>of("code", code, "user_id", "somebody"),
            Map.<String, Object>of("code", "wrong", "phone", phone()))) {
      var refused = pay(token);
      refused.isRefused(CODE, "value_error.passcode.invalid");
      assertThat(refused.json()).isEqualTo(wrong.json());
    }
    assertThat(executions()).isZero();
    pay(Map.of("code", code)).ok();
  }

  @Test
  void anotherMerchantsPasscodeIsWrong() {
    pay(Map.of("code", SERVER.newMerchant().passcode()))
        .isRefused(CODE, "value_error.passcode.invalid");
  }

  @Test
  void fiveWrongOnesLockForFifteenMinutes() {
    for (int i = 0; i < 5; i++) {
      pay(Map.of("code", "wrong")).isRefused(CODE, "value_error.passcode.invalid");
    }
    pay(Map.of("code", money.merchant().passcode())).isError(403, LOCKED);
    SERVER.clock().advance(Duration.ofMinutes(15).minusSeconds(1));
    session = money.payoutSession(account, "10", "USD").id();
    pay(Map.of("code", money.merchant().passcode())).isError(403, LOCKED);
    SERVER.clock().advance(Duration.ofSeconds(1));
    pay(Map.of("code", "wrong")).isRefused(CODE, "value_error.passcode.invalid");
    pay(Map.of("code", money.merchant().passcode())).ok();
  }

  @Test
  void aRightOneForgetsTheWrongOnes() {
    for (int i = 0; i < 4; i++) {
      pay(Map.of("code", "wrong")).isRefused(CODE, "value_error.passcode.invalid");
    }
    pay(Map.of("code", money.merchant().passcode())).ok();
    session = money.payoutSession(account, "10", "USD").id();
    for (int i = 0; i < 4; i++) {
      pay(Map.of("code", "wrong")).isRefused(CODE, "value_error.passcode.invalid");
    }
    pay(Map.of("code", money.merchant().passcode())).ok();
  }

  @Test
  void ofManyWrongOnesAtOnceFiveAreLookedAt() {
    var replies = Together.run(12, i -> pay(Map.of("code", "wrong")));
    assertThat(replies).filteredOn(reply -> reply.status() == 422).hasSize(5);
    assertThat(replies).filteredOn(reply -> reply.status() == 403).hasSize(7);
    pay(Map.of("code", money.merchant().passcode())).isError(403, LOCKED);
  }

  @Test
  void aLockIsTheHoldersAlone() {
    var other = MoneyFlow.of(SERVER, SERVER.newMerchant());
    SERVER.fund(other.merchant(), "USD", "100");
    for (int i = 0; i < 5; i++) {
      pay(Map.of("code", "wrong")).isRefused(CODE, "value_error.passcode.invalid");
    }
    other.payOut(Flow.PAYS, "10", "USD");
  }

  @Test
  void aKnownReferenceIsReplayedWhateverThePasscode() {
    var reference = UUID.randomUUID();
    money.payOut(session, account, reference).ok();
    for (int i = 0; i < 6; i++) {
      var replay = money.payOut(session, account, reference, Map.of("code", "wrong"));
      assertThat(replay.header("Idempotent-Replayed")).contains("true");
      replay.ok();
    }
    session = money.payoutSession(account, "10", "USD").id();
    pay(Map.of("code", money.merchant().passcode())).ok();
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "type", "platform", "user_agent", "client_ip"})
  void allOfTheDeviceIsNeeded(String missing) {
    Map<String, Object> device = new LinkedHashMap<>(MoneyFlow.DEVICE);
    device.remove(missing);
    var token = Map.of("code", money.merchant().passcode());
    send(Map.of("token", token, "device", device))
        .isRefused("body.passcode.device." + missing, "value_error.missing");
  }

  @Test
  void tokenCodeAndDeviceAreNeeded() {
    send(Map.of("device", MoneyFlow.DEVICE))
        .isRefused("body.passcode.token", "value_error.missing");
    send(Map.of("token", Map.of(), "device", MoneyFlow.DEVICE))
        .isRefused(CODE, "value_error.missing");
    send(Map.of("token", Map.of("code", "1")))
        .isRefused("body.passcode.device", "value_error.missing");
    assertThat(executions()).isZero();
  }

  @Test
  void theCodeIsKeptNowhereAsItIs() {
    money.payOut(session, account, UUID.randomUUID()).ok();
    var device =
        SERVER.count(
            """
            select count(*) from executions.execution
            where merchant_id = %d and device->>'client_ip' = '127.0.0.1'
              and device::text not like '%%%s%%'
            """
                .formatted(money.merchant().id(), money.merchant().passcode()));
    assertThat(device).isOne();
    assertThat(
            SERVER.count(
                "select count(*) from merchants.passcode where hash like '%%%s%%'"
                    .formatted(money.merchant().passcode())))
        .isZero();
  }

  private Reply pay(Map<String, Object> token) {
    return money.payOut(session, account, UUID.randomUUID(), token);
  }

  private Reply send(Map<String, Object> passcode) {
    var body =
        Map.of(
            "session_id", session,
            "payout_account_id", account,
            "reference_id", UUID.randomUUID().toString(),
            "passcode", passcode);
    return money.caller().post("/v1/executions/payout", body);
  }

  private String phone() {
    return Long.toString(
        SERVER.count(
            "select phone::bigint from merchants.passcode where merchant_id = "
                + money.merchant().id()));
  }

  private long executions() {
    return SERVER.count(
        "select count(*) from executions.execution where merchant_id = " + money.merchant().id());
  }
}
