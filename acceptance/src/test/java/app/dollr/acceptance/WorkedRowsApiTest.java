package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Amounts that were worked by hand from the rules and the fees a platform begins with, found again
 * in the prediction, the execution, the receipt, the wallet and the ledger.
 */
class WorkedRowsApiTest {
  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private MoneyFlow money;
  private Accounts books;

  @BeforeEach
  void beANewMerchant() {
    var merchant = SERVER.newMerchant();
    money = MoneyFlow.of(SERVER, merchant);
    books = new Accounts(SERVER, merchant.id());
  }

  @ParameterizedTest(name = "{0} {1} {2} by {3} in {4}")
  @CsvSource({
    // amount, currency, bearer, method, payer's currency: platform, gateway and fx fee; payer pays,
    // wallet gets; then in minor units: payer pays, platform, gateway, fx, wallet, rounding, and
    // what is exchanged of the document's currency
    "250.00, USD, PAYER, MTN_MOMO_LBR, USD, 2.50, 4.38, 0.00, 256.88, 250.00,"
        + " 25688, 250, 438, 0, 25000, 0, 0",
    "250.00, USD, PAYER, MTN_MOMO_LBR, LRD, 2.50, 4.38, 3.75, 49519.70, 250.00,"
        + " 4951970, 250, 438, 375, 25000, 0, 26063",
    "33.33, USD, PAYEE, MTN_MOMO_LBR, LRD, 0.33, 0.58, 0.50, 6332.70, 31.92,"
        + " 633270, 33, 58, 50, 3192, 0, 3333",
    "33.33, USD, PAYER, MTN_MOMO_RWA, RWF, 0.33, 0.60, 0.50, 50402, 33.33,"
        + " 50402, 33, 60, 50, 3333, 0, 3476",
    "1001, RWF, PAYEE, MTN_MOMO_RWA, RWF, 10, 18, 0, 1001, 973, 1001, 10, 18, 0, 973, 0, 0",
    "250.00, USD, PAYER, ORANGE_MONEY_LBR, USD, 2.50, 5.00, 0.00, 257.50, 250.00,"
        + " 25750, 250, 500, 0, 25000, 0, 0",
  })
  void aCollection(
      String amount,
      String currency,
      String bearer,
      String method,
      String payerCurrency,
      String platform,
      String gateway,
      String fx,
      String pays,
      String gets,
      long paysMinor,
      long platformMinor,
      long gatewayMinor,
      long fxMinor,
      long walletMinor,
      long roundingMinor,
      long exchangedMinor) {
    var predicted =
        money.predict("COLLECTION", method, amount, currency, payerCurrency, bearer).ok();
    assertThat(predicted.get("payer_amount").stringValue()).isEqualTo(pays);
    assertThat(predicted.get("payer_currency").stringValue()).isEqualTo(payerCurrency);
    assertThat(predicted.get("payee_amount").stringValue()).isEqualTo(gets);
    assertThat(predicted.get("payee_currency").stringValue()).isEqualTo(currency);
    assertThat(predicted.get("platform_fee").stringValue()).isEqualTo(platform);
    assertThat(predicted.get("gateway_fee").stringValue()).isEqualTo(gateway);
    assertThat(predicted.get("fx_fee").stringValue()).isEqualTo(fx);

    long invoice = money.invoice(amount, currency, bearer);
    var reference = UUID.randomUUID();
    var accepted =
        money
            .collect(
                money.flow().session(invoice),
                money.account(method, MoneyFlow.phone(method, "567")),
                payerCurrency,
                reference)
            .ok();
    assertThat(accepted.get("payer_amount").asString()).isEqualTo(pays);
    assertThat(accepted.get("payee_amount").asString()).isEqualTo(gets);
    SERVER.settle();

    var receipt = money.caller().get("/v1/invoices/receipt/" + invoice).ok();
    assertThat(receipt.get("payer_amount").asString()).isEqualTo(pays);
    assertThat(receipt.get("payee_amount").asString()).isEqualTo(gets);
    assertThat(receipt.get("platform_fee").asString()).isEqualTo(platform);
    assertThat(receipt.get("gateway_fee").asString()).isEqualTo(gateway);
    assertThat(receipt.get("fx_fee").asString()).isEqualTo(fx);
    assertThat(money.balance(currency)).isEqualTo(gets);

    assertThat(books.net("GATEWAY_CLEARING", payerCurrency)).isEqualTo(-paysMinor);
    assertThat(books.net("PLATFORM_FEES", currency)).isEqualTo(platformMinor);
    assertThat(books.net("GATEWAY_FEES", currency)).isEqualTo(gatewayMinor);
    assertThat(books.net("FX_FEES", currency)).isEqualTo(fxMinor);
    assertThat(books.net("WALLET", currency)).isEqualTo(walletMinor);
    assertThat(books.net("ROUNDING", currency)).isEqualTo(roundingMinor);
    boolean exchanged = !payerCurrency.equals(currency);
    assertThat(books.net("FX_POSITION", currency)).isEqualTo(-exchangedMinor);
    assertThat(books.net("FX_POSITION", payerCurrency)).isEqualTo(exchanged ? paysMinor : 0);
  }

  @ParameterizedTest(name = "{0} {1} by card in USD")
  @CsvSource({
    "10000, LRD, 100.00, 347.00, 150.00, 55.77, 10000.00",
    "10000, RWF, 100, 725, 150, 7.57, 10000",
  })
  void aPredictionOfACardPayment(
      String amount,
      String currency,
      String platform,
      String gateway,
      String fx,
      String pays,
      String gets) {
    var predicted =
        money.predict("COLLECTION", "CREDIT_CARD", amount, currency, "USD", "PAYER").ok();
    assertThat(predicted.get("payer_amount").stringValue()).isEqualTo(pays);
    assertThat(predicted.get("payee_amount").stringValue()).isEqualTo(gets);
    assertThat(predicted.get("platform_fee").stringValue()).isEqualTo(platform);
    assertThat(predicted.get("gateway_fee").stringValue()).isEqualTo(gateway);
    assertThat(predicted.get("fx_fee").stringValue()).isEqualTo(fx);
  }

  @Test
  void aPayout() {
    SERVER.fund(money.merchant(), "USD", "1000");
    var predicted = money.predict("PAYOUT", "MTN_MOMO_LBR", "100", "USD", "USD", "PAYEE").ok();
    assertThat(predicted.get("payer_amount").stringValue()).isEqualTo("101.50");
    assertThat(predicted.get("payee_amount").stringValue()).isEqualTo("100.00");
    assertThat(predicted.get("platform_fee").stringValue()).isEqualTo("0.50");
    assertThat(predicted.get("gateway_fee").stringValue()).isEqualTo("1.00");

    long account = money.account("PAYOUT", "MTN_MOMO_LBR", MoneyFlow.phone("MTN_MOMO_LBR", "567"));
    long session = money.payoutSession(account, "100", "USD").id();
    var accepted = money.payOut(session, account, UUID.randomUUID()).ok();
    assertThat(accepted.get("payer_amount").asString()).isEqualTo("101.50");
    assertThat(accepted.get("payee_amount").asString()).isEqualTo("100.00");
    assertThat(books.net("RESERVED", "USD")).isEqualTo(10150);
    SERVER.settle();
    assertThat(money.balance("USD")).isEqualTo("898.50");
    assertThat(books.net("RESERVED", "USD")).isZero();
    assertThat(books.net("GATEWAY_CLEARING", "USD")).isEqualTo(10000);
    assertThat(books.net("PLATFORM_FEES", "USD")).isEqualTo(50);
    assertThat(books.net("GATEWAY_FEES", "USD")).isEqualTo(100);
  }

  @Test
  void refundsOfAThirdEachInFrancs() {
    long invoice = money.invoice("33.33", "USD", "PAYER");
    var collected =
        money
            .collect(
                money.flow().session(invoice),
                money.account("MTN_MOMO_RWA", "250783456789"),
                "RWF",
                UUID.randomUUID())
            .ok();
    assertThat(collected.get("payer_amount").asString()).isEqualTo("50402");
    SERVER.settle();
    long payment = collected.get("payment_intent_id").longValue();
    long[] returned = {16110, 16109, 16110};
    long inAll = 0;
    for (int i = 0; i < returned.length; i++) {
      var reference = UUID.randomUUID();
      long session = money.refundSession(payment, "11.11").id();
      var refund = money.refund(session, reference).ok();
      assertThat(refund.get("payer_amount").asString()).isEqualTo("11.11");
      assertThat(refund.get("payer_currency").stringValue()).isEqualTo("USD");
      assertThat(refund.get("payee_amount").asString()).isEqualTo(Long.toString(returned[i]));
      assertThat(refund.get("payee_currency").stringValue()).isEqualTo("RWF");
      SERVER.settle();
      inAll += returned[i];
      assertThat(books.net("GATEWAY_CLEARING", "RWF")).isEqualTo(-50402 + inAll);
      assertThat(books.net("WALLET", "USD")).isEqualTo(3333 - 1111L * (i + 1));
      assertThat(books.net("FX_POSITION", "USD")).isEqualTo(-3476 + 1111L * (i + 1));
      assertThat(books.net("ROUNDING", "USD")).isZero();
    }
    assertThat(books.net("PLATFORM_FEES", "USD")).isEqualTo(33);
    assertThat(books.net("GATEWAY_FEES", "USD")).isEqualTo(60);
    assertThat(books.net("FX_FEES", "USD")).isEqualTo(50);
    assertThat(money.balance("USD")).isEqualTo("0.00");
    money.refundSession(payment, "0.01").isRefused("body.amount", "value_error.amount.too_large");
  }
}
