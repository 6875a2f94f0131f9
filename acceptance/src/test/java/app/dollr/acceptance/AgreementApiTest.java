package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Under fees and rates of any kind, what is predicted is what is executed, receipted and written
 * into the ledger, to the minor unit; and parts of a refund bring back what the whole would have.
 */
class AgreementApiTest {
  private static final List<String> METHODS =
      List.of("MTN_MOMO_LBR", "ORANGE_MONEY_LBR", "MTN_MOMO_RWA", "AIRTEL_RWA");
  private static final List<String> CURRENCIES = List.of("USD", "LRD", "RWF");
  private static final int CASES = 7;

  @RegisterExtension static final TestServer SERVER = TestServer.create();

  private final Map<String, BigDecimal> perUsd = new LinkedHashMap<>();
  private int refused;
  private int executed;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void predictionExecutionReceiptAndLedgerAgree(long seed) {
    var random = new Random(seed);
    var merchant = SERVER.newMerchant();
    chargeAtRandom(random, merchant.id(), "tier" + seed);
    var money = MoneyFlow.of(SERVER, merchant);
    for (int i = 0; i < CASES; i++) {
      collectAtRandom(random, money);
    }
    assertThat(executed).isPositive();
    assertThat(executed + refused).isEqualTo(CASES);
  }

  @Test
  void whatCannotBeCountedIsTooLarge() {
    var money = MoneyFlow.of(SERVER, SERVER.newMerchant());
    addRate("LRD", new BigDecimal("1000000000"));
    SERVER.clock().advance(Duration.ofMinutes(2));
    money
        .predict("COLLECTION", "MTN_MOMO_LBR", "9999999999999.99", "USD", "LRD", "PAYER")
        .isRefused("query.base_amount", "value_error.amount.too_large");
  }

  private void collectAtRandom(Random random, MoneyFlow money) {
    var method = any(random, METHODS);
    var currency = any(random, CURRENCIES);
    var payer = method.endsWith("RWA") ? "RWF" : any(random, List.of("USD", "LRD"));
    var bearer = random.nextBoolean() ? "PAYER" : "PAYEE";
    long minor = 1 + random.nextLong(random.nextBoolean() ? 500_000 : 500);
    var amount = BigDecimal.valueOf(minor, decimals(currency)).toPlainString();
    var what = "%s %s by %s in %s on %s".formatted(amount, currency, bearer, payer, method);

    var books = new Accounts(SERVER, money.merchant().id());
    long walletBefore = books.net("WALLET", currency);
    long invoice = money.invoice(amount, currency, bearer);
    long session = money.flow().session(invoice);
    long account = money.account(method, MoneyFlow.phone(method, "567"));
    var prediction = money.predict("COLLECTION", method, amount, currency, payer, bearer);
    var source =
        money
            .caller()
            .get(
                ("/v1/predictions/payment-source/amount-and-fees?target_currency=%s"
                        + "&payment_method=%s&provider=PAWAPAY&source_type=INVOICE&source_id=%d")
                    .formatted(payer, method, invoice));
    var execution = money.collect(session, account, payer, UUID.randomUUID());
    if (prediction.status() != 200) {
      var type = prediction.json().get("detail").get(0).get("type").stringValue();
      assertThat(type).as(what).startsWith("value_error.amount.too_");
      execution.isRefused("body.session_id", type);
      assertThat(source.status()).isEqualTo(422);
      assertThat(money.flow().standing(invoice)).isEqualTo("ACTIVE");
      refused++;
      return;
    }
    executed++;
    var predicted = prediction.ok();
    assertThat(source.ok()).as(what).isEqualTo(predicted);
    var accepted = execution.ok();
    same(what, predicted, accepted, List.of("payer_amount", "payee_amount"));
    SERVER.settle();
    var receipt = money.caller().get("/v1/invoices/receipt/" + invoice).ok();
    same(
        what,
        predicted,
        receipt,
        List.of("payer_amount", "payee_amount", "platform_fee", "gateway_fee", "fx_fee"));
    long id = accepted.get("payment_intent_id").longValue();
    assertThat(books.net("GATEWAY_CLEARING", payer, id))
        .as(what)
        .isEqualTo(-minor(predicted, "payer_amount", payer));
    long payee = minor(predicted, "payee_amount", currency);
    assertThat(books.net("WALLET", currency, id)).as(what).isEqualTo(payee);
    assertThat(books.net("WALLET", currency)).isEqualTo(walletBefore + payee);
    fee(books, predicted, "PLATFORM_FEES", "platform_fee", currency, id);
    fee(books, predicted, "GATEWAY_FEES", "gateway_fee", currency, id);
    fee(books, predicted, "FX_FEES", "fx_fee", currency, id);
    if (bearer.equals("PAYER")) {
      assertThat(payee).as(what).isEqualTo(minor);
    }
    refundInParts(random, money, id, minor, currency, payer);
  }

  /** Refunds all in up to three parts, out of a wallet that has enough for it. */
  private void refundInParts(
      Random random, MoneyFlow money, long payment, long minor, String currency, String payer) {
    SERVER.fund(
        money.merchant(), currency, BigDecimal.valueOf(minor, decimals(currency)).toPlainString());
    long left = minor;
    var returned = BigDecimal.ZERO;
    for (int part = 0; part < 3 && left > 0; part++) {
      long now = part == 2 ? left : 1 + random.nextLong(left);
      var amount = BigDecimal.valueOf(now, decimals(currency)).toPlainString();
      var refund = money.refund(money.refundSession(payment, amount).id(), UUID.randomUUID());
      if (refund.status() != 200) {
        refund.isRefused("body.session_id", "value_error.amount.too_small");
        continue;
      }
      returned = returned.add(refund.json().get("payee_amount").decimalValue());
      left -= now;
    }
    SERVER.settle();
    var refunded = BigDecimal.valueOf(minor - left, decimals(currency));
    var whole =
        refunded
            .multiply(rate(payer))
            .divide(rate(currency), decimals(payer), RoundingMode.HALF_UP);
    assertThat(returned).isEqualByComparingTo(left == minor ? BigDecimal.ZERO : whole);
  }

  private void chargeAtRandom(Random random, long merchant, String tier) {
    SERVER.admin().post("/admin/v1/fees/tiers", Map.of("name", tier)).ok();
    var platform = charge(random);
    platform.put("tier", tier);
    platform.put("operation_type", "COLLECTION");
    platform.put("fx_percentage", percentage(random));
    SERVER.admin().post("/admin/v1/fees/platform", platform).ok();
    for (var method : METHODS) {
      var gateway = charge(random);
      gateway.put("payment_method", method);
      gateway.put("operation_type", "COLLECTION");
      SERVER.admin().post("/admin/v1/fees/gateway", gateway).ok();
    }
    perUsd.put("USD", BigDecimal.ONE);
    addRate("LRD", BigDecimal.valueOf(1 + random.nextLong(4_000_000_000L), 7));
    addRate("RWF", BigDecimal.valueOf(1 + random.nextLong(4_000_000_000L), 6));
    SERVER
        .admin()
        .post("/admin/v1/merchants/%d/tier".formatted(merchant), Map.of("tier", tier))
        .ok();
    SERVER.clock().advance(Duration.ofMinutes(2));
  }

  private void addRate(String currency, BigDecimal rate) {
    var body = Map.of("currency", currency, "per_usd", rate, "source", "dice");
    SERVER.admin().post("/admin/v1/fees/fx", body).ok();
    perUsd.put(currency, rate);
  }

  private static Map<String, Object> charge(Random random) {
    Map<String, Object> charge = new LinkedHashMap<>();
    charge.put("percentage", percentage(random));
    if (random.nextBoolean()) {
      var currency = any(random, CURRENCIES);
      charge.put("fixed_fee", BigDecimal.valueOf(random.nextLong(50), decimals(currency)));
      charge.put("fixed_fee_currency", currency);
    }
    return charge;
  }

  private static BigDecimal percentage(Random random) {
    return BigDecimal.valueOf(random.nextLong(9_000_000), 6);
  }

  private BigDecimal rate(String currency) {
    return perUsd.getOrDefault(currency, BigDecimal.ONE);
  }

  private static void fee(
      Accounts books, JsonNode predicted, String account, String field, String currency, long id) {
    assertThat(books.net(account, currency, id))
        .as(account)
        .isEqualTo(minor(predicted, field, currency))
        .isNotNegative();
  }

  private static void same(String what, JsonNode expected, JsonNode actual, List<String> amounts) {
    for (var field : amounts) {
      assertThat(new BigDecimal(actual.get(field).asString()))
          .as("%s of %s", field, what)
          .isEqualTo(new BigDecimal(expected.get(field).stringValue()));
    }
  }

  private static long minor(JsonNode prediction, String field, String currency) {
    return new BigDecimal(prediction.get(field).stringValue())
        .movePointRight(decimals(currency))
        .longValueExact();
  }

  private static int decimals(String currency) {
    return currency.equals("RWF") ? 0 : 2;
  }

  private static <T> T any(Random random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
