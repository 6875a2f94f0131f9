package app.dollr.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DollrClientTest {
  private static final Map<String, String> VARIABLES =
      Map.of(
          "DOLLR_BASE_URL", "http://localhost:8080/",
          "DOLLR_CLIENT_ID", "client-1",
          "DOLLR_CLIENT_SECRET", "the-secret");

  @Test
  void isBuiltFromTheEnvironment() {
    assertThat(DollrClient.builder().environment(VARIABLES).build())
        .hasToString("DollrClient[http://localhost:8080 as client-1]");
  }

  @Test
  void namesAllThatIsMissingInTheEnvironment() {
    assertThatIllegalStateException()
        .isThrownBy(() -> DollrClient.builder().environment(Map.of("DOLLR_CLIENT_ID", " ")))
        .withMessage("not set: DOLLR_BASE_URL, DOLLR_CLIENT_ID, DOLLR_CLIENT_SECRET");
    assertThatIllegalStateException().isThrownBy(() -> DollrClient.builder().build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:8080",
        "ftp://example.org",
        "/v1",
        "http://",
        "http://user:pw@example.org",
        "https://example.org?x=1",
        "https://example.org#x",
        "http://example org"
      })
  void refusesWhatIsNoBaseUrl(String url) {
    var builder = DollrClient.builder().baseUrl(url).clientId("a").clientSecret("b");

    assertThatIllegalArgumentException().isThrownBy(builder::build);
  }

  @Test
  void hidesItsSecret() {
    var builder = DollrClient.builder().environment(VARIABLES);

    assertThat(builder.toString() + builder.build()).doesNotContain("the-secret");
  }

  @Test
  void keepsAPathInItsBaseUrlAndNamesTheProgramThatUsesIt() {
    try (var scene = new Scene()) {
      var dollr =
          scene
              .builder()
              .baseUrl(scene.server.url() + "/dollr//")
              .application("shop/1.4")
              .httpClient(HttpClient.newHttpClient())
              .build();
      scene.server.then(200, "{\"access_token\":\"t\",\"expires_in\":60}");
      scene.server.then(200, "[]");

      assertThat(dollr.parties().list()).isEmpty();

      assertThat(scene.server.last().target()).isEqualTo("/dollr/v1/parties/list");
      assertThat(scene.server.last().header("User-Agent"))
          .matches("shop/1\\.4 dollr-java/\\S+ \\(java \\d+\\)");
    }
  }

  @Test
  void refusesAPolicyWithoutATry() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO, Duration.ZERO));
  }
}
