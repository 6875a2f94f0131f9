package app.dollr.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that cannot start says why in a line, and ends. */
class StartApiTest {
  @TempDir private Path home;

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var port = Integer.toString(other.getLocalPort());
      assertThat(ServerProcess.startInVain(home, Map.of("PORT", port)))
          .startsWith("exit 1:")
          .contains("\nport " + port + " of 127.0.0.1 cannot be listened on", "another with PORT")
          .doesNotContain("\tat ", "stack_trace");
    }
  }

  @Test
  void aDatabaseThatIsNotThereIsNamed() throws IOException {
    int free;
    try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      free = other.getLocalPort();
    }
    var url = "postgresql://dollr:pass-word@127.0.0.1:%d/pay".formatted(free);
    assertThat(ServerProcess.startInVain(home, Map.of("DOLLR_DATABASE_URL", url)))
        .startsWith("exit 1:")
        .contains("127.0.0.1:%d/pay cannot be used as dollr".formatted(free), "refused")
        .doesNotContain("\tat ", "stack_trace", "pass-word");
  }
}
