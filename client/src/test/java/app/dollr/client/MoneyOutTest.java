package app.dollr.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import app.dollr.wire.ExecutionResponse;
import app.dollr.wire.OperationType;
import app.dollr.wire.PartyResponse;
import app.dollr.wire.PasscodeToken;
import app.dollr.wire.PaymentAccountResponse;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.PredictPhonePaymentInfoResponse;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The chains that move money out: payout, transfer, refund. */
class MoneyOutTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final BigDecimal HUNDRED = new BigDecimal("100.00");

  private final Scene scene = new Scene();
  private final FakeServer server = scene.server;
  private final DollrClient dollr = scene.dollr;
  private final Heard heard = new Heard();

  @AfterEach
  void close() {
    scene.close();
  }

  @Nested
  class APayout {
    @Test
    void goesFromThePhonesOperatorToTheExecution() {
      server.then(200, Samples.operator());
      server.then(200, Samples.party(42));
      server.then(200, Samples.account(18));
      server.then(200, Samples.payoutSession(56));
      server.then(200, Samples.execution("PENDING"));

      var request = toComfort().referenceId(Samples.REFERENCE).build();
      var paid = dollr.payOut(request, heard);

      assertThat(paid.payoutAccountId()).isEqualTo(18);
      assertThat(paid.walletId()).isEqualTo(3);
      assertThat(paid.sessionId()).isEqualTo(56);
      assertThat(paid.referenceId()).isEqualTo(Samples.REFERENCE);
      assertThat(paid.outcome().isOpen()).isTrue();
      assertThat(server.lines())
          .containsExactly(
              "GET /v1/predictions/mmo-provider-info?phone=231771234567&operation_type=PAYOUT",
              "POST /v1/parties/create",
              "POST /v1/payment-accounts/create?operation_type=PAYOUT",
              "POST /v1/sessions/payout",
              "POST /v1/executions/payout");
      assertThat(server.last().body())
          .contains("\"token\":{\"code\":\"123456\"}", "\"type\":\"SERVER\"");
      assertThat(heard.steps)
          .containsExactly(
              "operator Orange",
              "party 42",
              "account 18",
              "session 56",
              "executing " + Samples.REFERENCE,
              "PENDING");
    }

    @Test
    void makesNothingButTheSessionForAKnownAccount() {
      server.then(200, Samples.payoutSession(56));
      server.then(200, Samples.execution("PENDING"));

      dollr.payOut(
          PayoutRequest.builder()
              .payoutAccount(18)
              .amount(HUNDRED, "USD")
              .passcode(new PasscodeToken("123456", null, "231770000001"))
              .build());

      assertThat(server.lines())
          .containsExactly("POST /v1/sessions/payout", "POST /v1/executions/payout");
    }

    @Test
    void makesAnAccountForAKnownParty() {
      server.then(200, Samples.account(18));
      server.then(200, Samples.payoutSession(56));
      server.then(200, Samples.execution("PENDING"));

      dollr.payOut(
          PayoutRequest.builder()
              .knownRecipient(42, "231881234567")
              .method(PaymentMethod.MTN_MOMO_LBR)
              .amount(HUNDRED, "USD")
              .passcode("123456")
              .build());

      assertThat(server.seen().get(0).body())
          .contains("\"party_id\":42", "\"method\":\"MTN_MOMO_LBR\"", "\"231881234567\"");
    }

    @Test
    void keepsItsReferenceOverAllTries() {
      server.then(200, Samples.payoutSession(56)).thenLost().then(503, "{}");
      server.then(200, Samples.execution("PENDING"));
      var request =
          PayoutRequest.builder()
              .payoutAccount(18)
              .amount(HUNDRED, "USD")
              .passcode("123456")
              .build();

      var paid = dollr.payOut(request);

      var bodies = server.seen().stream().skip(1).map(FakeServer.Seen::body).distinct().toList();
      assertThat(server.seen()).hasSize(4);
      assertThat(bodies).singleElement().asString().contains(paid.referenceId());
    }

    @Test
    void isNotTriedAgainWithAWrongPasscode() {
      server.then(200, Samples.payoutSession(56));
      server.then(422, Samples.refusal("passcode", "value_error.passcode.invalid", "wrong"));
      var request =
          PayoutRequest.builder().payoutAccount(18).amount(HUNDRED, "USD").passcode("0").build();

      assertThatExceptionOfType(InvalidRequestException.class)
          .isThrownBy(() -> dollr.payOut(request))
          .matches(refused -> refused.code().equals("value_error.passcode.invalid"));
      assertThat(server.seen()).hasSize(2);
    }

    @Test
    void isWaitedForAtItsOwnStatus() {
      server.then(200, Samples.payoutSession(56));
      server.then(200, Samples.execution("PENDING"));
      server.then(200, Samples.execution("PROCESSING"));
      server.then(200, Samples.execution("COMPLETED"));
      var request =
          PayoutRequest.builder()
              .payoutAccount(18)
              .amount(HUNDRED, "USD")
              .passcode("123456")
              .referenceId(Samples.REFERENCE)
              .build();

      assertThat(dollr.payOutAndWait(request, MINUTE, heard).outcome().isCompleted()).isTrue();
      assertThat(server.last().line()).isEqualTo("GET /v1/status/payout/" + Samples.REFERENCE);
      assertThat(heard.steps).endsWith("PENDING", "PROCESSING", "COMPLETED");
    }

    @Test
    void isNotBegunWithoutWhatItNeeds() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PayoutRequest.builder().build())
          .withMessage("missing: recipient, amount, passcode");
      assertThatIllegalArgumentException()
          .isThrownBy(() ->
              PayoutRequest.builder()
                  .recipient("Comfort Doe", "231771234567")
                  .passcode("123456")
                  .build())
          .withMessage("missing: amount");
    }

    @Test
    void tellsItsPasscodeToNobody() {
      assertThat(toComfort().toString()).doesNotContain("123456");
      assertThat(toComfort().build().toString()).doesNotContain("123456");
    }

    private PayoutRequest.Builder toComfort() {
      return PayoutRequest.builder()
          .recipient("Comfort Doe", "231771234567")
          .amount(HUNDRED, "USD")
          .passcode("123456");
    }
  }

  @Nested
  class ATransfer {
    @Test
    void comesFromTheWalletInItsCurrency() {
      server.then(200, "[" + Samples.wallet(3) + "]");
      server.then(200, Samples.transferSession(57));
      server.then(200, Samples.execution("COMPLETED"));
      var request = TransferRequest.to(15, HUNDRED, "USD").named(Samples.REFERENCE);

      var moved = dollr.transfer(request, heard);

      assertThat(moved.walletId()).isEqualTo(3);
      assertThat(moved.outcome().isCompleted()).isTrue();
      assertThat(server.lines())
          .containsExactly(
              "GET /v1/wallets/list", "POST /v1/sessions/transfer", "POST /v1/executions/transfer");
      var until = scene.time.instant().plus(Duration.ofMinutes(30));
      assertThat(server.seen().get(1).body()).contains("\"expires_at\":\"" + until + "\"");
      assertThat(heard.steps)
          .containsExactly("session 57", "executing " + Samples.REFERENCE, "COMPLETED");
    }

    @Test
    void comesFromTheWalletThatIsNamed() {
      server.then(200, Samples.transferSession(57));
      server.then(200, Samples.execution("COMPLETED"));

      dollr.transfer(TransferRequest.to(15, HUNDRED, "USD").from(4));

      assertThat(server.seen().get(0).body()).contains("\"from_wallet_id\":4");
    }

    @Test
    void needsAWalletInItsCurrency() {
      server.then(200, "[" + Samples.wallet(3) + "]");

      assertThatIllegalArgumentException()
          .isThrownBy(() -> dollr.transfer(TransferRequest.to(15, HUNDRED, "RWF")))
          .withMessage("the merchant has no wallet in RWF");
    }
  }

  @Nested
  class ARefund {
    @Test
    void isOfTheCollectionWithThatReference() {
      var original = "0b6ee4f5-55b1-4df7-9b42-6f1a2f4e9d10";
      server.then(200, Samples.execution(original, "COMPLETED"));
      server.then(200, Samples.refundSession(58));
      server.then(200, Samples.execution("PENDING"));
      server.then(200, Samples.execution("COMPLETED"));
      var request = RefundRequest.of(original, HUNDRED).because("broken").named(Samples.REFERENCE);

      var refunded = dollr.refundAndWait(request, MINUTE, heard);

      assertThat(refunded.originalPaymentIntentId()).isEqualTo(7);
      assertThat(refunded.outcome().isCompleted()).isTrue();
      assertThat(server.lines())
          .containsExactly(
              "GET /v1/status/collection/" + original,
              "POST /v1/sessions/refund",
              "POST /v1/executions/refund",
              "GET /v1/status/refund/" + Samples.REFERENCE);
      assertThat(server.seen().get(1).body()).contains("\"reason\":\"broken\"");
      assertThat(heard.steps)
          .containsExactly("session 58", "executing " + Samples.REFERENCE, "PENDING", "COMPLETED");
    }

    @Test
    void isNotBegunForACollectionThatIsNotThere() {
      server.then(404, "{}");

      assertThatExceptionOfType(NotFoundException.class)
          .isThrownBy(() -> dollr.refund(RefundRequest.of(Samples.REFERENCE, HUNDRED)));
      assertThat(server.seen()).hasSize(1);
    }
  }

  @Test
  void everyExecutionMakesAReferenceOfItsOwn() {
    server.then(200, Samples.execution("COMPLETED")).then(200, Samples.execution("COMPLETED"));
    dollr.executions().transfer(57);
    dollr.executions().refund(58);

    var references =
        server.seen().stream()
            .map(seen -> seen.body().replaceAll(".*\"reference_id\":\"([^\"]+)\".*", "$1"))
            .toList();
    assertThat(references).doesNotHaveDuplicates().allMatch(id -> id.charAt(14) == '4');
  }

  @Test
  void everyOperationIsAskedForByItsName() {
    var names =
        Map.of(
            OperationType.COLLECTION, "collection",
            OperationType.PAYOUT, "payout",
            OperationType.TRANSFER, "transfer",
            OperationType.REFUND, "refund");
    for (var operation : OperationType.values()) {
      server.then(200, Samples.execution("FAILED"));
      assertThat(dollr.awaitFinal(operation, Samples.REFERENCE, MINUTE).isFailed()).isTrue();
      assertThat(server.last().line())
          .isEqualTo("GET /v1/status/%s/%s".formatted(names.get(operation), Samples.REFERENCE));
    }
  }

  private static final class Heard implements PaymentListener {
    final List<String> steps = new ArrayList<>();

    @Override
    public void operatorFound(PredictPhonePaymentInfoResponse operator) {
      steps.add("operator " + operator.carrier());
    }

    @Override
    public void partyCreated(PartyResponse party) {
      steps.add("party " + party.id());
    }

    @Override
    public void paymentAccountCreated(PaymentAccountResponse account) {
      steps.add("account " + account.id());
    }

    @Override
    public void sessionCreated(long sessionId) {
      steps.add("session " + sessionId);
    }

    @Override
    public void executing(String referenceId) {
      steps.add("executing " + referenceId);
    }

    @Override
    public void statusChanged(ExecutionResponse execution) {
      steps.add(execution.status().name());
    }
  }
}
