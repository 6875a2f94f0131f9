package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.dollr.client.CollectRequest;
import app.dollr.client.CollectResult;
import app.dollr.client.DollrClient;
import app.dollr.client.InvalidRequestException;
import app.dollr.client.NotFoundException;
import app.dollr.client.PaymentFilter;
import app.dollr.client.PaymentListener;
import app.dollr.client.PayoutRequest;
import app.dollr.client.PermissionException;
import app.dollr.client.QuoteRequest;
import app.dollr.client.RefundRequest;
import app.dollr.client.RetryPolicy;
import app.dollr.client.TransferRequest;
import app.dollr.wire.CreateCheckoutSourceRequestPayload;
import app.dollr.wire.CreateCounterPartyPayload;
import app.dollr.wire.CreatePartyPayload;
import app.dollr.wire.CreatePayoutSessionPayload;
import app.dollr.wire.ExecutionStatus;
import app.dollr.wire.OperationType;
import app.dollr.wire.OwnerType;
import app.dollr.wire.PasscodeDevice;
import app.dollr.wire.PasscodePayload;
import app.dollr.wire.PasscodeToken;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.PaymentResponse;
import app.dollr.wire.PaymentSourceItemInput;
import app.dollr.wire.PayoutExecutionPayload;
import app.dollr.wire.RelationshipType;
import app.dollr.wire.SourceType;
import app.dollr.wire.StatementEntryResponse;
import app.dollr.wire.WalletResponse;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Money in, out, across and back through the SDK, end to end. */
class SdkApiTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final PasscodeDevice DEVICE =
      new PasscodeDevice("Till", "DESKTOP", "Linux", "Tests", "127.0.0.1");

  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private TestServer.Merchant merchant;
  private DollrClient dollr;

  @BeforeEach
  void beANewMerchant() {
    merchant = SERVER.newMerchant();
    SERVER.fund(merchant, "USD", "1000.00");
    dollr = client(merchant);
  }

  @Test
  void aCollectionCreditsTheWalletAsQuotedAndAsItsReceiptSays() {
    var quote =
        dollr
            .predictions()
            .amountAndFees(
                QuoteRequest.collection(PaymentMethod.MTN_MOMO_LBR, new BigDecimal("250.00"), "USD")
                    .paidIn("LRD"));
    var collected = collect("231881234567", "LRD");

    assertThat(collected.outcome().isCompleted()).isTrue();
    assertThat(collected.outcome().execution().payerAmount()).isEqualTo(quote.payerAmount());
    assertThat(usd().balance()).isEqualTo("1250.00");
    var receipt = dollr.invoices().receipt(collected.sourceId());
    assertThat(receipt.payerAmount()).isEqualTo(quote.payerAmount());
    assertThat(receipt.fxFee()).isEqualTo(quote.fxFee());
    assertThat(receipt.fxRate()).isEqualTo("190");
    assertThat(receipt.items().get(0).amount()).isEqualTo("250.00");
    assertThat(dollr.invoices().receiptByNumber(collected.sourceNumber())).isEqualTo(receipt);
  }

  @Test
  void aPayoutIsSetAsideAndThenGone() {
    var accepted = dollr.payOut(toComfort("231771234567").build());
    assertThat(accepted.outcome().isOpen()).isTrue();
    assertThat(usd().balance()).isEqualTo("898.25");
    assertThat(usd().reserved()).isEqualTo("101.75");

    var outcome = dollr.awaitFinal(OperationType.PAYOUT, accepted.referenceId(), MINUTE);
    assertThat(outcome.isCompleted()).isTrue();
    assertThat(usd().reserved()).isEqualTo("0.00");
    assertThat(dollr.wallets().retrieve(accepted.walletId())).isEqualTo(usd());
  }

  @Test
  void aPayoutThatFailsGivesTheMoneyBack() {
    var failed =
        dollr.payOutAndWait(toComfort("231771234089").build(), MINUTE, PaymentListener.NONE);
    assertThat(failed.outcome().isFailed()).isTrue();
    assertThat(failed.outcome().execution().gatewayMessage()).isNotBlank();
    assertThat(usd().balance()).isEqualTo("1000.00");
  }

  @Test
  void theSamePayoutTwiceIsOnePayout() {
    long account = dollr.payOut(toComfort("231771234567").build()).payoutAccountId();
    var session =
        dollr
            .sessions()
            .payout(new CreatePayoutSessionPayload(account, new BigDecimal("100"), "USD"));
    var payout =
        new PayoutExecutionPayload(
            Long.toString(session.id()),
            Long.toString(account),
            UUID.randomUUID().toString(),
            new PasscodePayload(new PasscodeToken(merchant.passcode(), null, null), DEVICE));

    var first = dollr.executions().payOut(payout);
    var second = dollr.executions().payOut(payout);

    assertThat(second.paymentIntentId()).isEqualTo(first.paymentIntentId());
    assertThat(usd().balance()).isEqualTo("796.50");
  }

  @Test
  void aWrongPasscodeIsNamedAndFiveLockTheHolder() {
    var wrong = toComfort("231771234567").passcode("wrong");
    for (int i = 0; i < 5; i++) {
      assertThatExceptionOfType(InvalidRequestException.class)
          .isThrownBy(() -> dollr.payOut(wrong.build()))
          .satisfies(refused -> {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.code()).isEqualTo("value_error.passcode.invalid");
            assertThat(refused.requestId()).isNotEmpty();
            assertThat(refused.referenceId()).isPresent();
            assertThat(refused.fieldErrors())
                .singleElement()
                .satisfies(error ->
                    assertThat(error.loc()).containsExactly("body", "passcode", "token", "code"));
          });
    }
    assertThatExceptionOfType(PermissionException.class)
        .isThrownBy(() -> dollr.payOut(toComfort("231771234567").build()))
        .matches(refused -> refused.status() == 403 && refused.code().equals("forbidden"));
    assertThat(usd().balance()).isEqualTo("1000.00");
  }

  @Test
  void aTransferArrivesInTheCounterpartysWallet() {
    var party =
        dollr.parties().create(new CreatePartyPayload("Ma Hawa", "231771234567", null, "LR"));
    var counterparty =
        dollr
            .counterparties()
            .create(new CreateCounterPartyPayload(RelationshipType.CUSTOMER, party.id()));

    var moved = dollr.transfer(TransferRequest.to(counterparty.id(), new BigDecimal("200"), "USD"));

    assertThat(moved.outcome().isCompleted()).isTrue();
    assertThat(dollr.status().transfer(moved.referenceId()).payerAmount()).isEqualTo("200.50");
    assertThat(usd().balance()).isEqualTo("799.50");
    assertThat(dollr.wallets().listOfParty(party.id()))
        .extracting(WalletResponse::balance)
        .containsExactly(new BigDecimal("200.00"));
  }

  @Test
  void aRefundGivesBackAPartAndNeverMoreThanIsLeft() {
    var collected = collect("231771234567", "USD");

    var refunded =
        dollr.refundAndWait(
            RefundRequest.of(collected.referenceId(), new BigDecimal("100")).because("broken"),
            MINUTE,
            PaymentListener.NONE);

    assertThat(refunded.outcome().isCompleted()).isTrue();
    assertThat(usd().balance()).isEqualTo("1150.00");
    var tooMuch = RefundRequest.of(collected.referenceId(), new BigDecimal("150.01"));
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> dollr.refund(tooMuch))
        .matches(refused -> refused.code().equals("value_error.amount.too_large"));
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(
            () -> dollr.refund(RefundRequest.of(UUID.randomUUID().toString(), BigDecimal.ONE)));
  }

  @Test
  void everythingThatMovedIsInTheListAndInTheStatement() {
    var collected = collect("231771234567", "USD");
    dollr.payOutAndWait(toComfort("231771234567").build(), MINUTE, PaymentListener.NONE);
    dollr.refundAndWait(
        RefundRequest.of(collected.referenceId(), BigDecimal.TEN), MINUTE, PaymentListener.NONE);

    assertThat(dollr.payments().list())
        .extracting(PaymentResponse::operationType)
        .containsExactly(OperationType.REFUND, OperationType.PAYOUT, OperationType.COLLECTION);
    var filter =
        PaymentFilter.all().operation(OperationType.PAYOUT).status(ExecutionStatus.COMPLETED);
    assertThat(dollr.payments().listAll(filter))
        .singleElement()
        .extracting(PaymentResponse::gatewayFee)
        .isEqualTo(new BigDecimal("1.25"));

    long wallet = usd().id();
    assertThat(dollr.wallets().statement(wallet))
        .first()
        .extracting(StatementEntryResponse::balance)
        .isEqualTo(usd().balance());
    assertThat(dollr.wallets().statementAll(wallet))
        .containsExactlyElementsOf(dollr.wallets().statement(wallet));
    assertThat(dollr.wallets().statementCsv(wallet).lines())
        .hasSize(1 + dollr.wallets().statement(wallet).size());
  }

  @Test
  void aCheckoutIsMadeInOneCallAndCanBeQuoted() {
    var made =
        dollr
            .checkouts()
            .create(
                new CreateCheckoutSourceRequestPayload(
                    "HOSTED",
                    SourceType.ORDER,
                    "Ma Hawa",
                    "231771234567",
                    null,
                    null,
                    "USD",
                    List.of(new PaymentSourceItemInput("Rice", "USD", new BigDecimal("12.50"), 2L)),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null));
    assertThat(made.totalAmount()).isEqualTo("25.00");
    assertThat(made.url()).endsWith("/pay/" + made.hostedPathOrToken());
    var quote =
        dollr
            .predictions()
            .sourceAmountAndFees(
                SourceType.ORDER, made.sourceId(), PaymentMethod.ORANGE_MONEY_LBR, "USD");
    assertThat(quote.payerAmount()).isEqualTo("25.75");
  }

  @Test
  void feesAreTold() {
    var fees = dollr.fees();
    assertThat(fees.gateway(PaymentMethod.MTN_MOMO_LBR, OperationType.COLLECTION).percentage())
        .isEqualTo("1.75");
    assertThat(fees.platform(OperationType.COLLECTION, "growth").percentage()).isEqualTo("0.5");
    assertThat(fees.merchantTier(merchant.id(), OwnerType.valueOf(merchant.type())).tier().name())
        .isEqualTo("default");
    assertThat(fees.tiers()).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void anUnverifiedMerchantMayNotPayOut() {
    var unverified = client(SERVER.newMerchant(false));
    assertThatExceptionOfType(PermissionException.class)
        .isThrownBy(() -> unverified.payOut(toComfort("231771234567").build()));
  }

  private CollectResult collect(String phone, String payerCurrency) {
    return dollr.collectAndWait(
        CollectRequest.builder()
            .payer("Ma Hawa", phone)
            .item("Rice", 1, new BigDecimal("250.00"))
            .currency("USD")
            .payerCurrency(payerCurrency)
            .build(),
        MINUTE);
  }

  private PayoutRequest.Builder toComfort(String phone) {
    return PayoutRequest.builder()
        .recipient("Comfort Doe", phone)
        .amount(new BigDecimal("100"), "USD")
        .passcode(merchant.passcode());
  }

  private WalletResponse usd() {
    return dollr.wallets().list().stream()
        .filter(wallet -> wallet.currency().equals("USD"))
        .findFirst()
        .orElseThrow();
  }

  /** A client that lives in the server's time: while it waits, the operators do their work. */
  private static DollrClient client(TestServer.Merchant as) {
    return DollrClient.builder()
        .baseUrl(SERVER.baseUrl())
        .clientId(as.clientId())
        .clientSecret(as.clientSecret())
        .retry(RetryPolicy.standard().repeatingCreations())
        .clock(SERVER.clock())
        .sleeper(duration -> {
          SERVER.clock().advance(duration);
          SERVER.runDue();
        })
        .build();
  }
}
