package app.dollr.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorTest {
  private final Scene scene = new Scene();
  private final FakeServer server = scene.server;
  private final DollrClient once = scene.builder().retry(RetryPolicy.none()).build();

  @AfterEach
  void close() {
    scene.close();
  }

  @ParameterizedTest
  @CsvSource({
    "400, InvalidRequestException, invalid_request, false",
    "401, AuthenticationException, unauthenticated, false",
    "403, PermissionException, forbidden, false",
    "404, NotFoundException, not_found, false",
    "405, InvalidRequestException, invalid_request, false",
    "409, InvalidRequestException, conflict, true",
    "413, InvalidRequestException, invalid_request, false",
    "415, InvalidRequestException, invalid_request, false",
    "422, InvalidRequestException, invalid_request, false",
    "429, RateLimitException, rate_limited, true",
    "500, ServerException, server_error, true",
    "501, ServerException, server_error, false",
    "502, ServerException, server_error, true",
    "503, ServerException, server_error, true",
    "504, ServerException, server_error, true"
  })
  void hasAKindAndACodeForEachStatus(int status, String kind, String code, boolean retryable) {
    server.then(status, "{\"detail\":\"why not\"}", "X-Request-Id", "abc-1");

    var failed = fail();

    assertThat(failed.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(failed.status()).isEqualTo(status);
    assertThat(failed.code()).isEqualTo(code);
    assertThat(failed.retryable()).isEqualTo(retryable);
    assertThat(failed.requestId()).isEqualTo("abc-1");
    assertThat(failed.fieldErrors()).isEmpty();
    assertThat(failed)
        .hasMessage("GET /v1/parties/list answered %d %s: why not (request abc-1)", status, code);
  }

  @Test
  void namesEveryFieldOfA422() {
    server.then(
        422,
        """
        {"detail":[
          {"loc":["body","phone"],"msg":"invalid phone","type":"value_error.phone"},
          {"loc":["body","items",0,"qty"],"msg":"at least 1","type":"value_error.number.not_ge",
           "ctx":{"limit_value":1,"nothing":null}}],
         "message":"phone: invalid phone, items.0.qty: at least 1"}\
        """);

    var failed = fail();

    assertThat(failed.code()).isEqualTo("value_error.phone");
    assertThat(failed.fieldErrors())
        .containsExactly(
            new FieldError(
                List.of("body", "phone"), "invalid phone", "value_error.phone", Map.of()),
            new FieldError(
                List.of("body", "items", "0", "qty"),
                "at least 1",
                "value_error.number.not_ge",
                Map.of("limit_value", 1)));
    assertThat(failed.fieldErrors().get(1))
        .hasToString("items.0.qty: at least 1 (value_error.number.not_ge)");
    assertThat(failed)
        .hasMessageContaining(
            "422 value_error.phone: phone: invalid phone, items.0.qty: at least 1");
  }

  @Test
  void joinsTheFieldsWhenThereIsNoMessage() {
    server.then(
        422,
        """
        {"detail":[{"loc":["body","currency"],"msg":"field required","type":"missing"},
                   {"loc":["version"],"msg":"wrong","type":"x"}]}\
        """);

    assertThat(fail())
        .hasMessageContaining("422 missing: currency: field required; version: wrong");
  }

  @Test
  void takesATextWhereAListIsUsual() {
    server.then(422, "{\"detail\":\"the invoice is canceled\"}");

    var failed = fail();

    assertThat(failed.code()).isEqualTo("invalid_request");
    assertThat(failed).hasMessageContaining("the invoice is canceled");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>502 Bad Gateway</html>",
        "{\"detail\":",
        "[]",
        "null",
        "{\"detail\":[1,null,{\"loc\":5,\"msg\":{},\"type\":[]}]}"
      })
  void standsWhateverTheBodyIs(String body) {
    server.then(502, body);

    assertThat(fail()).isInstanceOf(ServerException.class).hasMessageContaining("answered 502");
  }

  @Test
  void fitsOneLineOfALog() {
    server.then(403, "{\"detail\":\"a\\u001b[31m\\r\\nb%s\"}".formatted("x".repeat(2_000)));

    assertThat(fail().getMessage()).doesNotContain("\n", "\r", "\u001b").hasSizeLessThan(700);
  }

  @Test
  void hasTheIdThatWasSentWhenTheServerNamesNone() {
    server.then(404, "{}");

    assertThat(fail().requestId()).isEqualTo(server.last().header("X-Request-Id")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{\"id\":", "{}", "[{\"id\":\"x\"}]", "null"})
  void isUnreadableWhenASuccessIsNoAnswerOfTheApi(String body) {
    server.then(200, body);

    assertThatExceptionOfType(UnreadableAnswerException.class)
        .isThrownBy(() -> once.parties().list())
        .matches(failed -> failed.code().equals("unreadable_answer"))
        .matches(failed -> !failed.retryable() && !failed.outcomeUnknown())
        .withMessageContaining("is the base URL right?");
  }

  @Test
  void isUnreadableAndUnknownWhenItIsThatOfAPayment() {
    server.then(200, "<html>");

    assertThatExceptionOfType(UnreadableAnswerException.class)
        .isThrownBy(() -> once.executions().collect(55, 18, "USD"))
        .matches(DollrException::outcomeUnknown);
  }

  @Test
  void isUnreadableWhenTheServerSendsTheCallElsewhere() {
    server.then(302, "", "Location", "https://example.org/");

    assertThatExceptionOfType(UnreadableAnswerException.class)
        .isThrownBy(() -> once.parties().list())
        .matches(failed -> failed.status() == 302);
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void isUnreadableWhenTheAnswerDoesNotEnd() {
    server.then(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      byte[] blanks = " ".repeat(1 << 20).getBytes(US_ASCII);
      try (var body = exchange.getResponseBody()) {
        for (int i = 0; i < 64; i++) {
          body.write(blanks);
        }
      }
    });

    assertThatExceptionOfType(UnreadableAnswerException.class)
        .isThrownBy(() -> once.parties().list())
        .withMessageContaining("longer than 8388608 bytes");
  }

  @Test
  void isAConnectionsWhenTheAnswerBreaksOff() {
    server.then(exchange -> {
      exchange.sendResponseHeaders(200, 100);
      exchange.getResponseBody().write('[');
      exchange.getResponseBody().flush();
      exchange.close();
    });

    assertThatExceptionOfType(ConnectionException.class)
        .isThrownBy(() -> once.executions().collect(55, 18, "USD"))
        .matches(DollrException::outcomeUnknown);
  }

  @Test
  void tellsNeitherSecretsNorTokensNorWhoWasAskedFor() {
    server.then(200, "{\"access_token\":\"token-9\",\"id\":{}}").then(500, "{}").thenLost();
    server.thenToken(FakeServer.answering(200, "\"token-8-as-text\""));

    assertThat(printed(() -> once.parties().list())).doesNotContain("the-secret", "token-8");
    for (int i = 0; i < 3; i++) {
      assertThat(printed(() -> once.parties().list(PartyFilter.fullname("Comfort"))))
          .doesNotContain("the-secret", "token-", "Comfort");
    }
  }

  private static String printed(Runnable call) {
    var failed = catchThrowableOfType(DollrException.class, call::run);
    var text = new StringWriter();
    failed.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private DollrException fail() {
    return catchThrowableOfType(DollrException.class, () -> once.parties().list());
  }
}
