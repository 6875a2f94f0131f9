package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.simulators.Fault;
import app.dollr.simulators.stripe.StripeSimulator;
import app.dollr.testing.Together;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What comes to the server in Stripe's name moves money only when Stripe, asked, says so too. */
class StripeCallbacksApiTest {
  private static final LiveStripe LIVE = new LiveStripe();
  private static final String NEXT_SECRET = "whsec_of_tomorrow";

  @RegisterExtension
  static final TestServer SERVER =
      LIVE.server().with("DOLLR_STRIPE_WEBHOOK_SECRETS", LiveStripe.SECRET + ", " + NEXT_SECRET);

  private static final int HOSTILE = 10_000;
  private static final int SENDERS = 8;

  private TestServer.Merchant merchant;
  private CardFlow cards;
  private Flow flow;
  private long invoice;

  @BeforeEach
  void publish() {
    LIVE.connect();
    merchant = SERVER.newMerchant();
    flow = new Flow(SERVER.caller(merchant));
    cards = new CardFlow(flow, SERVER.anonymous());
    invoice = flow.published();
  }

  @AfterAll
  static void close() {
    LIVE.close();
  }

  /** A payment that its payer has made, and of which the server has not heard. */
  private JsonNode paidUnheard() {
    var execution = cards.collect(invoice);
    LIVE.fault(Fault.CALLBACK_LOST);
    LIVE.browser(secret(execution), "payment_method=pm_card_visa");
    return execution;
  }

  private static String lastEvent() {
    return LIVE.stripe().events().getLast();
  }

  private static Reply send(String body, String signature) {
    return SERVER
        .anonymous()
        .send(
            "POST",
            "/callbacks/stripe",
            BodyPublishers.ofString(body),
            Map.of("Content-Type", "application/json", "Stripe-Signature", signature));
  }

  private static String signed(String body, String... secrets) {
    return StripeSimulator.signature(List.of(secrets), SERVER.clock(), body);
  }

  private String status(JsonNode execution) {
    return cards.status(execution).get("status").stringValue();
  }

  private static String secret(JsonNode execution) {
    return execution.get("client_secret").stringValue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        LiveStripe.SECRET,
        NEXT_SECRET,
      })
  void eachOfTwoSecretsCountsWhileTheyChange(String secret) {
    var execution = paidUnheard();
    send(lastEvent(), signed(lastEvent(), secret)).ok();
    SERVER.runDue();
    assertThat(status(execution)).isEqualTo("COMPLETED");
  }

  @Test
  void oneOfTwoSignaturesIsEnough() {
    var execution = paidUnheard();
    send(lastEvent(), signed(lastEvent(), "whsec_of_yesterday", LiveStripe.SECRET)).ok();
    SERVER.runDue();
    assertThat(status(execution)).isEqualTo("COMPLETED");
  }

  @Test
  void whatIsForgedAlteredOrStaleIsRefused() {
    var execution = paidUnheard();
    var event = lastEvent();
    var good = signed(event, LiveStripe.SECRET);
    refused(send(event, signed(event, "whsec_guessed")));
    refused(send(event.replace("\"amount\":26005", "\"amount\":26006"), good));
    refused(send(event, ""));
    refused(send(event, "t=,v1="));
    refused(send(event, good.replace("v1=", "v0=")));
    refused(send(event, good.substring(0, good.length() - 1)));
    var old = Clock.offset(SERVER.clock(), Duration.ofSeconds(-301));
    refused(send(event, StripeSimulator.signature(List.of(LiveStripe.SECRET), old, event)));
    SERVER.runDue();
    assertThat(status(execution)).isEqualTo("PROCESSING");
    var recent = Clock.offset(SERVER.clock(), Duration.ofSeconds(-299));
    send(event, StripeSimulator.signature(List.of(LiveStripe.SECRET), recent, event)).ok();
    SERVER.runDue();
    assertThat(status(execution)).isEqualTo("COMPLETED");
  }

  private static void refused(Reply reply) {
    reply.isError(400, "The callback is not signed by the gateway, or is too old");
    assertThat(reply.json().get("code").stringValue()).isEqualTo("callback_unsigned");
  }

  @Test
  void whatASignedEventSaysIsNotBelievedButAskedFor() {
    var execution = cards.collect(invoice);
    var id = CardFlow.id(secret(execution));
    var lie =
        """
        {"id":"evt_lie","object":"event","type":"payment_intent.succeeded","data":{"object":
          {"id":"%s","object":"payment_intent","status":"succeeded","amount_received":26005}}}
        """
            .formatted(id);
    send(lie, signed(lie, LiveStripe.SECRET)).ok();
    SERVER.runDue();
    assertThat(status(execution)).isEqualTo("PROCESSING");
    assertThat(flow.standing(invoice)).isEqualTo("PROCESSING");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"livemode\":true", "\"livemode\":false,\"account\":\"acct_1\""})
  void whatIsOfAnotherModeOrAccountIsAnAlarmAndNothingElse(String where) {
    paidUnheard();
    var event = lastEvent().replace("\"livemode\":false,\"pending", where + ",\"pending");
    assertThat(event).contains(where);
    long before = SERVER.count("select count(*) from stripe.told");
    long alarms = alarms("event from elsewhere");
    send(event, signed(event, LiveStripe.SECRET)).ok();
    assertThat(SERVER.count("select count(*) from stripe.told")).isEqualTo(before);
    assertThat(alarms("event from elsewhere")).isEqualTo(alarms + 1);
  }

  @Test
  void theVersionInWhichAnEventIsWrittenDoesNotMatter() {
    var execution = paidUnheard();
    var event =
        lastEvent().replaceFirst("\"api_version\":\"[^\"]*\"", "\"api_version\":\"2019-05-16\"");
    send(event, signed(event, LiveStripe.SECRET)).ok();
    SERVER.runDue();
    assertThat(status(execution)).isEqualTo("COMPLETED");
  }

  /** By its newer name, and by those it has had. */
  @ParameterizedTest
  @ValueSource(strings = {"refund.updated", "charge.refund.updated"})
  void aRefundIsLookedIntoByEitherNameOfItsEvent(String type) {
    var money = MoneyFlow.of(SERVER, merchant);
    var paid = cards.collect(invoice, "pm_card_pendingRefund");
    var reference = UUID.randomUUID();
    var session = money.refundSession(paid.get("payment_intent_id").longValue(), "250.00");
    money.refund(session.id(), reference).ok();
    SERVER.runDue();
    LIVE.tell();
    SERVER.clock().advance(Duration.ofSeconds(2));
    LIVE.fault(Fault.CALLBACK_LOST);
    LIVE.tell();
    assertThat(money.status("refund", reference).get("status").stringValue())
        .isEqualTo("PROCESSING");
    var event =
        lastEvent().replaceFirst("\"type\":\"refund.updated\"", "\"type\":\"" + type + "\"");
    send(event, signed(event, LiveStripe.SECRET)).ok();
    SERVER.runDue();
    assertThat(money.status("refund", reference).get("status").stringValue())
        .isEqualTo("COMPLETED");
  }

  private static long alarms(String kind) {
    var line = Pattern.compile("dollr_gateway_alarms_total\\{[^}]*\"" + kind + "\"[^}]*} (\\d+)");
    return SERVER
        .admin()
        .get("/metrics")
        .text()
        .lines()
        .map(line::matcher)
        .filter(Matcher::find)
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .sum();
  }

  @Test
  void whatIsToldAgainIsLookedIntoOnce() {
    var execution = paidUnheard();
    for (int time = 0; time < 3; time++) {
      send(lastEvent(), signed(lastEvent(), LiveStripe.SECRET)).ok();
      SERVER.runDue();
    }
    var id = LIVE.stripe().events().getLast().split("\"", -1)[3];
    assertThat(SERVER.count("select tries from stripe.told where id = '%s'".formatted(id))).isOne();
    assertThat(status(execution)).isEqualTo("COMPLETED");
    assertThat(
            SERVER.count(
                "select count(*) from ledger.journal j join executions.execution e"
                    + " on e.merchant_id = j.merchant_id and e.id = j.execution_id"
                    + " where e.reference_id = '%s'"
                        .formatted(execution.get("reference_id").stringValue())))
        .isOne();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "CALLBACK_TWICE",
        "CALLBACK_REORDERED",
        "CALLBACK_LATE",
        "CALLBACK_LOST",
        "CALLBACK_FORGED",
        "CALLBACK_ALTERED"
      })
  void whateverBecomesOfACallbackThePaymentEndsAsItDid(Fault fault) {
    var execution = cards.collect(invoice, "pm_card_authenticationRequired");
    LIVE.fault(fault);
    LIVE.browser(secret(execution), "outcome=complete");
    for (int minute = 0; minute < 12; minute++) {
      LIVE.tell();
      SERVER.clock().advance(Duration.ofMinutes(1));
    }
    assertThat(status(execution)).isEqualTo("COMPLETED");
    assertThat(flow.standing(invoice)).isEqualTo("PAID");
    assertThat(LIVE.payments(execution.get("reference_id").stringValue())).hasSize(1);
  }

  @Test
  void anEventIsLookedIntoAgainWhileStripeCannotBeAsked() {
    var execution = paidUnheard();
    send(lastEvent(), signed(lastEvent(), LiveStripe.SECRET)).ok();
    LIVE.stripe().faults().set(Fault.ERROR_BEFORE, 1);
    SERVER.runDue();
    assertThat(status(execution)).isEqualTo("PROCESSING");
    SERVER.clock().advance(Duration.ofSeconds(5));
    SERVER.runDue();
    assertThat(status(execution)).isEqualTo("COMPLETED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"id\":1}",
        "not json",
        "{\"id\":\"evt_1\",\"type\":\"customer.created\",\"data\":{\"object\":{\"id\":\"cus_1\"}}}",
        "{\"id\":\"evt_1\",\"type\":\"payment_intent.created\",\"data\":{\"object\":{\"id\":\"cus_1\"}}}",
        "{\"id\":\"evt_1\",\"type\":\"payment_intent.created\",\"data\":null}",
      })
  void whatIsSignedAndMeansNothingIsTakenAndForgotten(String body) {
    long before = SERVER.count("select count(*) from stripe.told");
    send(body, signed(body, LiveStripe.SECRET)).ok();
    assertThat(SERVER.count("select count(*) from stripe.told")).isEqualTo(before);
  }

  @Test
  void whatIsNotOfOurMakingIsNobodys() {
    LIVE.post(
        "/v1/payment_intents", "amount=1000&currency=usd&confirm=true&payment_method=pm_card_visa");
    LIVE.post(
        "/v1/payment_intents",
        "amount=1000&currency=usd&confirm=true&payment_method=pm_card_visa&metadata[dollr_merchant]=1"
            + "&metadata[dollr_operation]=COLLECTION&metadata[dollr_key]=guessed"
            + "&metadata[reference_id]=0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0ff");
    long before = SERVER.fingerprint();
    LIVE.tell();
    assertThat(SERVER.count("select count(*) from stripe.told where next_at is not null")).isZero();
    assertThat(SERVER.count("select count(*) from executions.gateway_exception")).isZero();
    assertThat(before).isNotZero();
  }

  @Test
  void tenThousandHostileCallbacksMoveNothingAndAreNoFailureOfOurs() {
    var execution = paidUnheard();
    var event = lastEvent();
    long before = SERVER.fingerprint();
    Together.run(
        SENDERS,
        sender -> {
          var random = new Random(sender);
          for (int i = 0; i < HOSTILE / SENDERS; i++) {
            assertThat(hostile(event, i, random).status()).isEqualTo(400);
          }
          return sender;
        });
    assertThat(SERVER.fingerprint()).isEqualTo(before);
    assertThat(status(execution)).isEqualTo("PROCESSING");
  }

  /** Altered, truncated, stretched, stale, or signed by somebody else. */
  private static Reply hostile(String event, int kind, Random random) {
    var good = signed(event, LiveStripe.SECRET);
    return switch (kind % 5) {
      case 0 -> {
        var altered = event.toCharArray();
        altered[random.nextInt(altered.length)] ^= (char) (1 + random.nextInt(90));
        yield send(new String(altered), good);
      }
      case 1 -> send(event.substring(0, random.nextInt(event.length())), good);
      case 2 -> send(event + " ", good);
      case 3 -> {
        var old = Clock.offset(SERVER.clock(), Duration.ofSeconds(-301 - random.nextInt(100_000)));
        yield send(event, StripeSimulator.signature(List.of(LiveStripe.SECRET), old, event));
      }
      default -> send(event, signed(event, "whsec_" + random.nextInt()));
    };
  }
}
