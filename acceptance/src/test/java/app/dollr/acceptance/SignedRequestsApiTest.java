package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.simulators.pawapay.PawapaySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A pawaPay that takes nothing that is not signed, and a server that takes no callback that is not:
 * each verifies the other, in both ways in which the two numbers of a signature are written.
 */
class SignedRequestsApiTest {
  private static final String NAME = "DOLLR_1";
  private static final int HASTE = 20;
  private static final KeyPair OURS = newKeys();

  @Order(1)
  @RegisterExtension
  static final TestServer DER = server(OURS, "der");

  @Order(2)
  @RegisterExtension
  static final Pawapay CALLED_IN_DER = pawapay(DER, true);

  @Order(3)
  @RegisterExtension
  static final TestServer RAW = server(OURS, "raw");

  @Order(4)
  @RegisterExtension
  static final Pawapay CALLED_IN_RAW = pawapay(RAW, false);

  /** It signs with a key of which pawaPay knows nothing. */
  @Order(5)
  @RegisterExtension
  static final TestServer STRANGER = server(newKeys(), "der");

  @Order(6)
  @RegisterExtension
  static final Pawapay STRANGERS = pawapay(STRANGER, false);

  /** How the server writes signatures; pawaPay writes its own in the other way. */
  enum Encoding {
    OF_SAMPLES,
    OF_THE_RFC;

    TestServer server() {
      return this == OF_SAMPLES ? DER : RAW;
    }

    Pawapay pawapay() {
      return this == OF_SAMPLES ? CALLED_IN_DER : CALLED_IN_RAW;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCollectionAPayoutAndARefundComeToTheirEnd(Encoding encoding) {
    var money = merchant(encoding.server());
    var pawapay = encoding.pawapay();
    var collection = collect(money);
    var payout = payOut(money);
    pawapay.settle();
    assertThat(status(money, "collection", collection)).isEqualTo("COMPLETED");
    assertThat(status(money, "payout", payout)).isEqualTo("COMPLETED");
    long payment = money.status("collection", collection).get("payment_intent_id").longValue();
    var refund = UUID.randomUUID();
    money.refund(money.refundSession(payment, "4000").id(), refund).ok();
    pawapay.settle();
    assertThat(status(money, "refund", refund)).isEqualTo("COMPLETED");
    for (var reference : new UUID[] {collection, payout, refund}) {
      assertThat(pawapay.entry(reference).get("status")).isEqualTo("COMPLETED");
    }
    assertThat(encoding.server().admin().get("/metrics").text())
        .as("they were heard from callbacks, and none was refused")
        .containsPattern("dollr_gateway_callbacks_total\\{[^}]*\"heard\"[^}]*} [3-9]")
        .doesNotContainPattern("dollr_gateway_callbacks_total\\{[^}]*\"refused\"");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotSignedIsTakenByNeither(Encoding encoding) throws Exception {
    var pawapay = encoding.pawapay();
    int before = pawapay.simulator().book().size();
    var body =
        """
        {"depositId":"%s","amount":"100","currency":"RWF","payer":{"type":"MMO",
        "accountDetails":{"phoneNumber":"250783456789","provider":"MTN_MOMO_RWA"}}}
        """
            .formatted(UUID.randomUUID());
    var request =
        HttpRequest.newBuilder(URI.create(pawapay.simulator().url() + "/v2/deposits"))
            .header("Authorization", "Bearer " + PawapaySettings.DEFAULT.token())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("HTTP_SIGNATURE_ERROR");
    }
    assertThat(pawapay.simulator().book()).hasSize(before);
    pawapay
        .call("{\"depositId\":\"x\"}", Map.of("Content-Type", "application/json"))
        .isError(400, "The callback is not signed by the gateway, or is too old");
  }

  /** pawaPay's refusal says nothing of the payment: it is asked for, sent again, and given up. */
  @Test
  void withTheWrongKeyNothingMovesAndNothingIsLost() {
    var money = merchant(STRANGER);
    long invoice = money.invoice("10000", "RWF", "PAYER");
    var collection = collect(money, invoice);
    var payout = payOut(money);
    STRANGERS.settle();
    assertThat(status(money, "collection", collection)).isEqualTo("PROCESSING");
    assertThat(status(money, "payout", payout)).isEqualTo("PROCESSING");
    assertThat(money.reserved("RWF")).isEqualTo("10150");
    assertThat(STRANGER.admin().get("/metrics").text()).contains("unexpected answer");
    for (int look = 0; look < 40; look++) {
      STRANGER.clock().advance(Duration.ofSeconds(5));
      STRANGERS.settle();
    }
    assertThat(status(money, "collection", collection)).isEqualTo("FAILED");
    assertThat(status(money, "payout", payout)).isEqualTo("FAILED");
    assertThat(money.flow().standing(invoice)).isEqualTo("ACTIVE");
    assertThat(money.balance("RWF")).isEqualTo("1000000");
    assertThat(money.reserved("RWF")).isEqualTo("0");
    assertThat(STRANGERS.simulator().book()).isEmpty();
    assertThat(STRANGERS.exceptions()).isEmpty();
  }

  private static TestServer server(KeyPair signs, String encoding) {
    return TestServer.simulated()
        .with("DOLLR_SANDBOX_HASTE", Integer.toString(HASTE))
        .with("DOLLR_PAWAPAY_SIGNING_KEY", file(signs))
        .with("DOLLR_PAWAPAY_SIGNING_KEY_ID", NAME)
        .with("DOLLR_PAWAPAY_SIGNATURES", encoding);
  }

  private static Pawapay pawapay(TestServer server, boolean rawCallbacks) {
    var known = Map.of(NAME, pem("PUBLIC KEY", OURS.getPublic().getEncoded()));
    return new Pawapay(
        server, PawapaySettings.DEFAULT.withCallbacks(true, rawCallbacks).withRequestKeys(known));
  }

  private static MoneyFlow merchant(TestServer server) {
    var merchant = server.newMerchant();
    server.fund(merchant, "RWF", "1000000");
    return MoneyFlow.of(server, merchant);
  }

  private static UUID collect(MoneyFlow money) {
    return collect(money, money.invoice("10000", "RWF", "PAYER"));
  }

  private static UUID collect(MoneyFlow money, long invoice) {
    long session = money.flow().session(invoice);
    var reference = UUID.randomUUID();
    money.collect(session, money.account("MTN_MOMO_RWA", "250783456789"), "RWF", reference).ok();
    return reference;
  }

  private static UUID payOut(MoneyFlow money) {
    long account = money.account("PAYOUT", "MTN_MOMO_RWA", "250783456789");
    var reference = UUID.randomUUID();
    money.payOut(money.payoutSession(account, "10000", "RWF").id(), account, reference).ok();
    return reference;
  }

  private static String status(MoneyFlow money, String operation, UUID reference) {
    return money.status(operation, reference).get("status").stringValue();
  }

  private static KeyPair newKeys() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String file(KeyPair keys) {
    try {
      var file = Files.createTempFile("signing", ".pem");
      file.toFile().deleteOnExit();
      Files.writeString(file, pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
      return file.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(String what, byte[] bytes) {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, lines);
  }
}
