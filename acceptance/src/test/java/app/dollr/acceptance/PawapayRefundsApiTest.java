package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.simulators.Fault;
import app.dollr.simulators.pawapay.PawapaySettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several refunds of one deposit: pawaPay takes one at a time, so the others wait their turn. */
class PawapayRefundsApiTest {
  private static final String TOO_LARGE = "value_error.amount.too_large";

  @RegisterExtension static final TestServer SERVER = TestServer.simulated();
  @RegisterExtension static final Pawapay PAWAPAY = Pawapay.of(SERVER);

  private MoneyFlow money;

  @BeforeEach
  void beANewMerchant() {
    var merchant = SERVER.newMerchant();
    SERVER.fund(merchant, "RWF", "100000");
    money = MoneyFlow.of(SERVER, merchant);
  }

  @AfterEach
  void mend() {
    PAWAPAY.simulator().faults().clear();
    PAWAPAY.settle();
  }

  @Test
  void theSecondWaitsUntilTheFirstHasEnded() {
    var payment = paid();
    var first = refund(payment, "4000");
    var second = refund(payment, "3000");
    SERVER.runDue();
    assertThat(status(first)).isEqualTo("PROCESSING");
    assertThat(status(second)).as("accepted, and not sent").isEqualTo("PENDING");
    assertThat(refundsOf(payment)).containsExactly("4000");
    assertThat(money.reserved("RWF")).isEqualTo("7000");
    PAWAPAY.settle();
    assertThat(status(first)).isEqualTo("COMPLETED");
    assertThat(refundsOf(payment)).as("sent at once").containsExactly("4000", "3000");
    PAWAPAY.settle();
    assertThat(status(second)).isEqualTo("COMPLETED");
    assertThat(money.reserved("RWF")).isEqualTo("0");
    assertThat(money.balance("RWF")).isEqualTo("103000");
  }

  @Test
  void manyAreSentOneByOneInTheirOrder() {
    var payment = paid();
    List<UUID> references = new ArrayList<>();
    for (var amount : List.of("1001", "1002", "1003", "1004")) {
      references.add(refund(payment, amount));
      SERVER.clock().advance(Duration.ofSeconds(1));
    }
    for (int round = 1; round <= 4; round++) {
      SERVER.runDue();
      assertThat(refundsOf(payment)).hasSize(round);
      PAWAPAY.settle();
    }
    assertThat(references).allMatch(reference -> status(reference).equals("COMPLETED"));
    assertThat(refundsOf(payment)).containsExactly("1001", "1002", "1003", "1004");
  }

  @Test
  void whatComesTogetherIsNeverSentTogether() throws Exception {
    var payment = paid();
    double before = alarms();
    List<Long> sessions = new ArrayList<>();
    for (int session = 0; session < 6; session++) {
      sessions.add(money.refundSession(payment.id(), "1000").id());
    }
    var references = sessions.stream().map(session -> UUID.randomUUID()).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < sessions.size(); i++) {
        long session = sessions.get(i);
        var reference = references.get(i);
        threads.execute(() -> money.refund(session, reference).ok());
      }
    }
    for (int round = 0; round < sessions.size(); round++) {
      PAWAPAY.settle();
    }
    assertThat(references).allMatch(reference -> status(reference).equals("COMPLETED"));
    assertThat(alarms()).as("pawaPay had to refuse none").isEqualTo(before);
  }

  @Test
  void theNextIsSentWhenTheOneBeforeHasFailed() {
    var payment = paid();
    var first = refund(payment, "10000");
    SERVER.runDue();
    money.refundSession(payment.id(), "1").isRefused("body.amount", TOO_LARGE);
    PAWAPAY.simulator().resolve(String.valueOf(PAWAPAY.entry(first).get("id")), false);
    PAWAPAY.settle();
    assertThat(status(first)).isEqualTo("FAILED");
    var second = refund(payment, "6000");
    SERVER.runDue();
    var third = refund(payment, "4000");
    PAWAPAY.simulator().resolve(String.valueOf(PAWAPAY.entry(second).get("id")), false);
    PAWAPAY.settle();
    PAWAPAY.settle();
    assertThat(status(second)).isEqualTo("FAILED");
    assertThat(status(third)).isEqualTo("COMPLETED");
    assertThat(money.balance("RWF")).isEqualTo("106000");
  }

  @Test
  void togetherTheyCannotExceedTheDeposit() {
    var payment = paid();
    long first = money.refundSession(payment.id(), "6000").id();
    long second = money.refundSession(payment.id(), "4001").id();
    money.refund(first, UUID.randomUUID()).ok();
    SERVER.runDue();
    money.refund(second, UUID.randomUUID()).isRefused("body.session_id", TOO_LARGE);
    money.refundSession(payment.id(), "4001").isRefused("body.amount", TOO_LARGE);
    assertThat(money.reserved("RWF")).isEqualTo("6000");
    money.refund(money.refundSession(payment.id(), "4000").id(), UUID.randomUUID()).ok();
    PAWAPAY.settle();
    PAWAPAY.settle();
    assertThat(refundsOf(payment)).containsExactly("6000", "4000");
  }

  @Test
  void waitingIsNotGivenUpHoweverLongItTakes() {
    var payment = paid();
    refund(payment, "4000");
    SERVER.runDue();
    var second = refund(payment, "3000");
    for (int look = 0; look < 9; look++) {
      SERVER.clock().advance(Duration.ofMinutes(5));
      SERVER.runDue();
      assertThat(status(second)).isEqualTo("PENDING");
      assertThat(refundsOf(payment)).containsExactly("4000");
    }
    PAWAPAY.simulator().faults().set(Fault.RESET_BEFORE, 1);
    PAWAPAY.settle();
    for (int look = 0; look < 4; look++) {
      SERVER.clock().advance(Duration.ofSeconds(45));
      PAWAPAY.settle();
    }
    assertThat(status(second)).as("sent, lost, and sent again").isEqualTo("COMPLETED");
  }

  @Test
  void anotherNodeSendsWhatWaits() {
    var payment = paid();
    refund(payment, "4000");
    SERVER.runDue();
    var second = refund(payment, "3000");
    var other = SERVER.anotherNode();
    PAWAPAY.simulator().deliver();
    other.runDue();
    assertThat(refundsOf(payment)).containsExactly("4000", "3000");
    PAWAPAY.settle();
    assertThat(status(second)).isEqualTo("COMPLETED");
  }

  @Test
  void oneThatSomebodyElseHasBegunIsWaitedForAndOursIsSentAgainUnderItsId() throws Exception {
    var payment = paid();
    double before = alarms();
    assertThat(refundElsewhere(payment)).contains("ACCEPTED");
    var ours = refund(payment, "3000");
    SERVER.runDue();
    assertThat(status(ours)).as("refused for now is not refused").isEqualTo("PENDING");
    assertThat(money.reserved("RWF")).isEqualTo("3000");
    assertThat(alarms()).isGreaterThan(before);
    SERVER.clock().advance(Duration.ofMinutes(30));
    SERVER.runDue();
    assertThat(status(ours)).isEqualTo("PENDING");
    PAWAPAY.simulator().deliver();
    SERVER.clock().advance(Duration.ofMinutes(5));
    PAWAPAY.settle();
    PAWAPAY.settle();
    assertThat(status(ours)).isEqualTo("COMPLETED");
    assertThat(refundsOf(payment)).containsExactly("1000", "3000");
  }

  /** A deposit that was paid, by the id a refund session asks for. */
  private record Paid(long id, String deposit) {}

  private Paid paid() {
    var reference = UUID.randomUUID();
    long session = money.flow().session(money.invoice("10000", "RWF", "PAYEE"));
    long account = money.account("MTN_MOMO_RWA", "250783456789");
    money.collect(session, account, "RWF", reference).ok();
    PAWAPAY.settle();
    long missing = 100_000 + 10_000 - Long.parseLong(money.balance("RWF"));
    SERVER.fund(money.merchant(), "RWF", Long.toString(missing));
    return new Paid(
        money.status("collection", reference).get("payment_intent_id").longValue(),
        String.valueOf(PAWAPAY.entry(reference).get("id")));
  }

  private UUID refund(Paid payment, String amount) {
    var reference = UUID.randomUUID();
    money.refund(money.refundSession(payment.id(), amount).id(), reference).ok();
    return reference;
  }

  private String status(UUID reference) {
    return money.status("refund", reference).get("status").stringValue();
  }

  /** The amounts of a deposit's refunds at pawaPay, in the order in which they came. */
  private static List<String> refundsOf(Paid payment) {
    return PAWAPAY.simulator().book().stream()
        .filter(entry -> payment.deposit().equals(entry.get("deposit")))
        .map(entry -> String.valueOf(entry.get("amount")))
        .toList();
  }

  /** How often pawaPay refused a refund because of another one. */
  private static double alarms() {
    return Stream.of(SERVER.admin().get("/metrics").text().split("\n", -1))
        .filter(line -> line.startsWith("dollr_gateway_alarms_total"))
        .filter(line -> line.contains("refund of others"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** A refund that is made past the platform, as in pawaPay's dashboard. */
  private static String refundElsewhere(Paid payment) throws Exception {
    var body =
        "{\"refundId\":\"%s\",\"depositId\":\"%s\",\"amount\":\"1000\",\"currency\":\"RWF\"}"
            .formatted(UUID.randomUUID(), payment.deposit());
    var request =
        HttpRequest.newBuilder(URI.create(PAWAPAY.simulator().url() + "/v2/refunds"))
            .header("Authorization", "Bearer " + PawapaySettings.DEFAULT.token())
            .POST(BodyPublishers.ofString(body))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofString()).body();
    }
  }
}
