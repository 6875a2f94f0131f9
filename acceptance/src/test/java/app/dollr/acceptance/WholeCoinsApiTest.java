package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where an operator takes no decimals, the payer pays up to the next coin; worked by hand. */
class WholeCoinsApiTest {
  @RegisterExtension
  static final TestServer SERVER =
      TestServer.create().with("DOLLR_OPERATOR_DECIMALS", "MTN_MOMO_LBR:LRD=0");

  @Test
  void whatIsTooMuchGoesToRounding() {
    var merchant = SERVER.newMerchant();
    var money = MoneyFlow.of(SERVER, merchant);
    var books = new Accounts(SERVER, merchant.id());
    var predicted =
        money.predict("COLLECTION", "MTN_MOMO_LBR", "100.50", "LRD", "LRD", "PAYER").ok();
    assertThat(predicted.get("payer_amount").stringValue()).isEqualTo("104.00");
    assertThat(predicted.get("platform_fee").stringValue()).isEqualTo("1.01");
    assertThat(predicted.get("gateway_fee").stringValue()).isEqualTo("1.76");

    long invoice = money.invoice("100.50", "LRD", "PAYER");
    var collected =
        money
            .collect(
                money.flow().session(invoice),
                money.account("MTN_MOMO_LBR", "231881234567"),
                "LRD",
                UUID.randomUUID())
            .ok();
    assertThat(collected.get("payer_amount").asString()).isEqualTo("104.00");
    SERVER.settle();
    assertThat(money.balance("LRD")).isEqualTo("100.50");
    assertThat(books.net("ROUNDING", "LRD")).isEqualTo(73);
    assertThat(books.net("GATEWAY_CLEARING", "LRD")).isEqualTo(-10400);

    long payment = collected.get("payment_intent_id").longValue();
    var refund = money.refund(money.refundSession(payment, "100.50").id(), UUID.randomUUID()).ok();
    assertThat(refund.get("payee_amount").asString()).isEqualTo("100.00");
    SERVER.settle();
    assertThat(money.balance("LRD")).isEqualTo("0.00");
    assertThat(books.net("ROUNDING", "LRD")).isEqualTo(123);
  }

  @Test
  void aPayoutOfMoreDecimalsIsRefusedByItsField() {
    var money = MoneyFlow.of(SERVER, SERVER.newMerchant());
    SERVER.fund(money.merchant(), "LRD", "1000.00");
    var code = "value_error.decimal.max_places";
    var predicted = money.predict("PAYOUT", "MTN_MOMO_LBR", "100.50", "LRD", "LRD", "PAYER");
    predicted.isRefused("query.base_amount", code);
    assertThat(predicted.text()).contains("MTN_MOMO_LBR takes 0 decimals of LRD");
    long account = money.account("PAYOUT", "MTN_MOMO_LBR", "231881234567");
    var session = money.payoutSession(account, "100.50", "LRD");
    session.isRefused("body.amount", code);
    assertThat(session.text()).contains("MTN_MOMO_LBR takes 0 decimals of LRD");
    var reference = UUID.randomUUID();
    money.payOut(money.payoutSession(account, "100.00", "LRD").id(), account, reference).ok();
    SERVER.settle();
    assertThat(money.status("payout", reference).get("status").stringValue())
        .isEqualTo("COMPLETED");
  }
}
