package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The observer sees what is not as the contract says. */
class ContractObserverTest {
  private static final String STATUS = "GET /{version}/status/source";
  private static final String GOOD =
      """
      {"source_id":1,"source_type":"INVOICE","source_number":"INV-2026-00001","status":"PAID",\
      "currency":"USD","total_amount":250.00,"paid_at":"2026-03-01T09:00:00Z"}\
      """;

  private final ContractObserver observer = new ContractObserver();

  @Test
  void seesNothingInAGoodAnswer() {
    answered(STATUS, json(200, GOOD));
    observer.check();
    assertThat(Contract.whole().find(STATUS)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "paid_at":"2026-03-01T09:00:00Z"   | "other":null                      | paid_at
          "paid_at":"2026-03-01T09:00:00Z"   | "paid_at":null,"other":1          | other
          "paid_at":"2026-03-01T09:00:00Z"   | "paid_at":"2026-03-01T09:00:00.5Z"| paid_at
          "status":"PAID"                    | "status":"paid"                   | status
          "source_id":1                      | "source_id":"1"                   | source_id
          "source_id":1                      | "source_id":null                  | source_id
          "total_amount":250.00              | "total_amount":250.0              | 250.0 in USD
          "total_amount":250.00              | "total_amount":"250.00"           | total_amount
          """)
  void seesWhatIsWrongWithABody(String good, String bad, String told) {
    answered(STATUS, json(200, GOOD.replace(good, bad)));
    assertThatThrownBy(observer::check).hasMessageContaining(told);
    observer.check();
  }

  @Test
  void seesAStatusThatIsNotDocumented() {
    answered(STATUS, json(404, "{\"detail\":\"x\",\"message\":\"x\",\"code\":\"x\"}"));
    assertThatThrownBy(observer::check).hasMessageContaining("not among its responses");
  }

  @Test
  void seesAFailureOfOurs() {
    answered(STATUS, json(500, "{}"));
    assertThatThrownBy(observer::check).hasMessageContaining("a failure of ours");
  }

  @Test
  void seesAnErrorWithoutItsMessage() {
    answered("none", json(404, "{\"detail\":\"x\",\"code\":\"x\"}"));
    assertThatThrownBy(observer::check).hasMessageContaining("message");
  }

  @Test
  void seesAnOperationThatIsNotDocumented() {
    answered("GET /{version}/new/thing", json(200, "{}"));
    assertThatThrownBy(observer::check).hasMessageContaining("not in openapi.yaml");
  }

  @Test
  void seesThatAHeaderIsMissing() {
    var bytes =
        "{\"detail\":\"x\",\"message\":\"x\",\"code\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    answered(STATUS, Answer.of(401, "application/json", bytes));
    assertThatThrownBy(observer::check).hasMessageContaining("WWW-Authenticate");
    answered(
        STATUS,
        Answer.of(401, "application/json", bytes)
            .withHeaders(Map.of("WWW-Authenticate", "Bearer")));
    observer.check();
  }

  @Test
  void seesContentOfAnotherType() {
    answered(STATUS, Answer.text("text/plain", "yes"));
    assertThatThrownBy(observer::check).hasMessageContaining("text/plain is not documented");
  }

  private void answered(String operation, Answer answer) {
    observer.answered(
        new Exchange(
            operation,
            "GET",
            "/v1/x",
            Optional.empty(),
            "r",
            "127.0.0.1",
            Optional.empty(),
            answer,
            Duration.ZERO));
  }

  private static Answer json(int status, String body) {
    return Answer.of(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }
}
