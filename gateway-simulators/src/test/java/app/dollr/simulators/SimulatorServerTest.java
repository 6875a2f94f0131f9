package app.dollr.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulatorServerTest {
  private static final Reply GONE = new Reply(410, "", Map.of());

  @Test
  void answersADefectOfItsOwnBy500() throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient();
        var server =
            new SimulatorServer(
                0,
                new Faults(),
                asked -> {
                  throw new IllegalStateException("a defect, on purpose");
                })) {
      var request = HttpRequest.newBuilder(URI.create(server.url() + "/v2/deposits")).build();
      var response = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body()).isEmpty();
    }
  }

  @Test
  void saysWhichPortIsTaken() {
    try (var first = new SimulatorServer(0, new Faults(), asked -> GONE)) {
      assertThatThrownBy(() -> new SimulatorServer(first.port(), new Faults(), asked -> GONE))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("port %d cannot be listened on", first.port());
    }
  }
}
