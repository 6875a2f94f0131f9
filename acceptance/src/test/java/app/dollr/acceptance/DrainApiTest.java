package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.testing.Together;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many at once on one wallet, one payment, one passcode. */
class DrainApiTest {
  private static final int MANY = 64;

  /** Every so many is a payout; their passcodes are hashed slowly. */
  private static final int PAYOUTS = 4;

  /** More than the wrong passcodes that lock a holder out. */
  private static final int HOLDERS_HANDS = 12;

  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private MoneyFlow money;
  private Accounts books;

  @BeforeEach
  void beANewMerchant() {
    var merchant = SERVER.newMerchant();
    money = MoneyFlow.of(SERVER, merchant);
    books = new Accounts(SERVER, merchant.id());
  }

  /** A payout of 10 takes 10.18, a transfer of 20 takes 20.05: in all far more than 500 dollars. */
  @Test
  void aWalletDrainedByManyIsNeverOverdrawn() {
    SERVER.fund(money.merchant(), "USD", "500.00");
    long wallet = money.wallet("USD").get("id").longValue();
    long account = money.payoutAccount(Flow.PAYS);
    long counterparty = money.flow().counterparty();
    List<Long> sessions = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      sessions.add(
          i % PAYOUTS == 0
              ? money.payoutSession(account, "10", "USD").id()
              : money.transferSession(wallet, counterparty, "20", "USD").id());
    }
    var replies =
        Together.run(
            MANY,
            i ->
                i % PAYOUTS == 0
                    ? money.payOut(sessions.get(i), account, UUID.randomUUID())
                    : money.transfer(sessions.get(i), UUID.randomUUID()));
    assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(200));
    var taken = BigDecimal.ZERO;
    int failed = 0;
    for (var reply : replies) {
      var execution = reply.json();
      if (execution.get("status").stringValue().equals("FAILED")) {
        assertThat(execution.get("wallet_message").stringValue())
            .startsWith("The wallet has less than USD");
        failed++;
      } else {
        taken = taken.add(execution.get("payer_amount").decimalValue());
      }
    }
    assertThat(failed).isPositive();
    SERVER.settle();
    var left = new BigDecimal("500.00").subtract(taken);
    assertThat(left).isBetween(BigDecimal.ZERO, new BigDecimal("20.04"));
    assertThat(money.balance("USD")).isEqualTo(left.toPlainString());
    assertThat(money.reserved("USD")).isEqualTo("0.00");
    assertThat(books.net("WALLET", "USD")).isEqualTo(left.movePointRight(2).longValueExact());
  }

  /** What a busy wallet is paid while it is drained is neither lost nor counted twice. */
  @Test
  void creditsAndDebitsAtOnceLoseNothing() {
    SERVER.fund(money.merchant(), "USD", "100.00");
    long wallet = money.wallet("USD").get("id").longValue();
    long counterparty = money.flow().counterparty();
    List<Long> sessions = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      sessions.add(money.transferSession(wallet, counterparty, "1", "USD").id());
    }
    var replies =
        Together.run(
            MANY,
            i -> {
              SERVER.fund(money.merchant(), "USD", "2.00");
              if (i % 16 == 0) {
                SERVER.app().runDue();
              }
              return money.transfer(sessions.get(i), UUID.randomUUID());
            });
    assertThat(replies)
        .allSatisfy(
            reply -> assertThat(reply.ok().get("status").stringValue()).isEqualTo("COMPLETED"));
    assertThat(money.balance("USD")).isEqualTo("164.00");
  }

  @Test
  void refundsAtOnceNeverExceedWhatIsLeft() {
    SERVER.fund(money.merchant(), "USD", "1000.00");
    var collected = money.flow().collect(money.flow().published(), Flow.PAYS);
    SERVER.settle();
    long payment = money.flow().status(collected).get("payment_intent_id").longValue();
    List<Long> sessions = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      sessions.add(money.refundSession(payment, "10").id());
    }
    var replies = Together.run(MANY, i -> money.refund(sessions.get(i), UUID.randomUUID()));
    var refused = replies.stream().filter(reply -> reply.status() != 200).toList();
    assertThat(refused).hasSize(MANY - 25);
    refused.forEach(reply -> reply.isRefused("body.session_id", "value_error.amount.too_large"));
    SERVER.settle();
    assertThat(money.balance("USD")).isEqualTo("1000.00");
    assertThat(books.net("GATEWAY_CLEARING", "USD")).isEqualTo(-750);
  }

  @Test
  void refundsAtOnceFromAWalletWithTooLittleFailAndAreKnown() {
    var collected = money.flow().collect(money.flow().published(), Flow.PAYS);
    SERVER.settle();
    long payment = money.flow().status(collected).get("payment_intent_id").longValue();
    long wallet = money.wallet("USD").get("id").longValue();
    long away = money.transferSession(wallet, money.flow().counterparty(), "200", "USD").id();
    money.transfer(away, UUID.randomUUID()).ok();
    List<Long> sessions = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      sessions.add(money.refundSession(payment, "10").id());
    }
    var replies = Together.run(MANY, i -> money.refund(sessions.get(i), UUID.randomUUID()));
    assertThat(replies)
        .filteredOn(reply -> !reply.ok().get("status").stringValue().equals("FAILED"))
        .hasSize(4);
    SERVER.settle();
    assertThat(money.balance("USD")).isEqualTo("9.50");
  }

  @Test
  void rightPasscodesAtOnceDoNotLockTheHolderOut() {
    SERVER.fund(money.merchant(), "USD", "1000.00");
    long account = money.payoutAccount(Flow.PAYS);
    List<Long> sessions = new ArrayList<>();
    for (int i = 0; i < HOLDERS_HANDS; i++) {
      sessions.add(money.payoutSession(account, "1", "USD").id());
    }
    var replies =
        Together.run(HOLDERS_HANDS, i -> money.payOut(sessions.get(i), account, UUID.randomUUID()));
    assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(200));
  }
}
