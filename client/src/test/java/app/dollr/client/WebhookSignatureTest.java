package app.dollr.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.dollr.wire.EventResponse;
import app.dollr.wire.EventType;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {
  private static final String SECRET = "whsec_test";
  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final byte[] BODY =
      """
      {"id":12,"version":1,"type":"invoice.paid","created_at":"2026-03-01T09:00:00Z",
      "merchant_id":1,"object_type":"invoice","object_id":7,"sequence":4,
      "data":{"id":7,"total_amount":250.00},"news":"of a later version"}
      """
          .getBytes(UTF_8);

  @Test
  void aBodySignedWithTheSecretIsAnEvent() {
    var event = verify(WebhookSignature.sign(BODY, SECRET, NOW), BODY);
    assertThat(EventType.parse(event.type())).contains(EventType.INVOICE_PAID);
    assertThat(event.id()).isEqualTo(12);
    assertThat(event.objectId()).isEqualTo(7);
    assertThat(event.sequence()).isEqualTo(4);
    assertThat(event.data()).containsEntry("total_amount", new BigDecimal("250.00"));
  }

  @Test
  void theSignatureIsTheOneOfTheDocumentation() {
    // printf '1772355600.{}' | openssl dgst -sha256 -hmac whsec_test
    assertThat(WebhookSignature.sign("{}".getBytes(UTF_8), SECRET, NOW))
        .matches("t=1772355600,v1=[0-9a-f]{64}");
  }

  @Test
  void oneOfTwoSignaturesIsEnoughWhileASecretIsRotated() {
    var old = WebhookSignature.sign(BODY, "whsec_old", NOW);
    var fresh = WebhookSignature.sign(BODY, SECRET, NOW);
    var both = fresh + old.substring(old.indexOf(",v1="));
    assertThat(verify(both, BODY).id()).isEqualTo(12);
    assertThat(WebhookSignature.verify(both, BODY, "whsec_old", Duration.ZERO, CLOCK).id())
        .isEqualTo(12);
  }

  @Test
  void anotherBodyAnotherSecretAndAnotherTimeAreRefused() {
    var header = WebhookSignature.sign(BODY, SECRET, NOW);
    assertThatThrownBy(() -> verify(header, "{}".getBytes(UTF_8)))
        .isInstanceOf(SignatureException.class);
    assertThatThrownBy(() -> verify(WebhookSignature.sign(BODY, "whsec_other", NOW), BODY))
        .isInstanceOf(SignatureException.class);
    assertThatThrownBy(() -> verify(header.replace("t=1", "t=2"), BODY))
        .isInstanceOf(SignatureException.class);
  }

  @ParameterizedTest
  @CsvSource({"300, true", "301, false", "-300, true", "-301, false"})
  void anOldOrEarlyOneIsRefused(long secondsAgo, boolean fresh) {
    var header = WebhookSignature.sign(BODY, SECRET, NOW.minusSeconds(secondsAgo));
    if (fresh) {
      assertThat(verify(header, BODY).id()).isEqualTo(12);
    } else {
      assertThatThrownBy(() -> verify(header, BODY))
          .isInstanceOf(SignatureException.class)
          .hasMessageContaining("301 seconds");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "t=1", "v1=00", "t=x,v1=00", "nonsense", "t=,v1=", "t=1772355600,v0=00"})
  void aHeaderThatIsNoneIsRefused(String header) {
    assertThatThrownBy(() -> verify(header, BODY)).isInstanceOf(SignatureException.class);
  }

  @Test
  void theReceiverForTestsKeepsWhatIsSignedAndNothingElse() throws Exception {
    try (var receiver = WebhookReceiver.start(CLOCK)) {
      receiver.secret(SECRET);
      assertThat(post(receiver, WebhookSignature.sign(BODY, SECRET, NOW))).isEqualTo(200);
      assertThat(post(receiver, WebhookSignature.sign(BODY, "whsec_other", NOW))).isEqualTo(400);
      receiver.answer(503);
      assertThat(post(receiver, WebhookSignature.sign(BODY, SECRET, NOW))).isEqualTo(503);
      assertThat(receiver.events()).hasSize(1);
      assertThat(receiver.events().get(0).type()).isEqualTo("invoice.paid");
    }
  }

  private static int post(WebhookReceiver receiver, String header)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(receiver.url()))
            .header(WebhookSignature.HEADER, header)
            .POST(HttpRequest.BodyPublishers.ofByteArray(BODY))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static EventResponse verify(String header, byte[] body) {
    return WebhookSignature.verify(header, body, SECRET, WebhookSignature.TOLERANCE, CLOCK);
  }
}
