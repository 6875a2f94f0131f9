package app.dollr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {
  private CliScene cli;

  @BeforeEach
  void open(@TempDir Path directory) {
    cli = new CliScene(directory.resolve("a/b"));
  }

  @AfterEach
  void close() {
    cli.close();
  }

  @Test
  void theEnvironmentComesFirst() {
    cli.file(".dollr/sandbox.env", sandbox("http://127.0.0.1:1"));

    assertThat(cli.run("token")).isZero();
  }

  @Test
  void theSandboxsFileIsTheNearestOne() {
    cli.variables.clear();
    cli.file("../.dollr/sandbox.env", sandbox("http://127.0.0.1:1"));
    cli.file(".dollr/sandbox.env", sandbox(cli.server.url()));

    assertThat(cli.run("token")).isZero();
    assertThat(cli.out()).isEqualTo("a.b.c\n");
  }

  @Test
  void theSandboxsFileIsFoundAbove() {
    cli.variables.clear();
    cli.file("../../.dollr/sandbox.env", sandbox(cli.server.url()));
    cli.file("here", "");

    assertThat(cli.run("merchant")).isZero();
    assertThat(cli.server.last())
        .isEqualTo("GET /v1/merchants/merchant-info?merchant_id=1&merchant_type=ORGANIZATION");
  }

  @Test
  void homeSaysWhereTheSandboxsFileIs() {
    cli.variables.clear();
    cli.variables.put("DOLLR_HOME", "elsewhere");
    cli.file("elsewhere/sandbox.env", sandbox(cli.server.url()));

    assertThat(cli.run("token")).isZero();
  }

  @Test
  void aProfileGoesBeforeEverything() {
    cli.variables.put("DOLLR_BASE_URL", "http://127.0.0.1:1");
    cli.file(
        "live.env",
        """
        # the live server
        export DOLLR_BASE_URL='%s'
        DOLLR_CLIENT_ID="client-1"

        DOLLR_CLIENT_SECRET = the-secret
        nonsense
        """
            .formatted(cli.server.url()));

    assertThat(cli.run("--profile", "live.env", "token")).isZero();
    assertThat(cli.run("token", "--profile=live.env")).isZero();
    assertThat(cli.run("token", "--profile", "missing.env")).isEqualTo(2);
    assertThat(cli.err()).contains("missing.env cannot be read");
  }

  @Test
  void theThreeThatBelongTogetherAreNotTakenFromTwoPlaces() {
    cli.variables.remove("DOLLR_CLIENT_SECRET");
    cli.file(".dollr/sandbox.env", sandbox(cli.server.url()));

    assertThat(cli.run("token")).isEqualTo(2);
    assertThat(cli.err())
        .isEqualTo(
            "dollr: the environment does not set DOLLR_CLIENT_SECRET;"
                + " the three belong together\n");
  }

  @Test
  void withoutAnySettingsItIsSaidWhatToDo() {
    cli.variables.clear();

    assertThat(cli.run("demo")).isEqualTo(2);
    assertThat(cli.err()).contains("no server is known", "./dollr up");
  }

  @Test
  void aBadUrlIsAUsageError() {
    cli.variables.put("DOLLR_BASE_URL", "localhost:8080");

    assertThat(cli.run("token")).isEqualTo(2);
    assertThat(cli.err()).contains("DOLLR_BASE_URL: 'localhost:8080' is not an http or https URL");
  }

  @Test
  void theOperatorsUrlAndTokenComeFromTheEnvironmentOrHome() {
    cli.variables.keySet().removeIf(name -> name.startsWith("DOLLR_ADMIN"));
    assertThat(cli.run("admin", "keys", "list")).isEqualTo(2);
    assertThat(cli.err()).contains("no admin token: set DOLLR_ADMIN_TOKEN, or run where");

    cli.file(".dollr/admin.token", FakeDollr.ADMIN_TOKEN + "\n");
    cli.file(".dollr/admin.url", cli.server.url() + "\n");
    assertThat(cli.run("admin", "keys", "list")).isZero();

    var port = cli.server.url().replaceAll(".*:", "");
    cli.file(".dollr/admin.url", "http://127.0.0.1:1\n");
    cli.variables.put("DOLLR_ADMIN_PORT", port);
    assertThat(cli.run("admin", "keys", "list")).isZero();

    cli.variables.put("DOLLR_ADMIN_TOKEN", "two words");
    assertThat(cli.run("admin", "keys", "list")).isEqualTo(2);
    assertThat(cli.err()).doesNotContain("two words");
  }

  @Test
  void theOperatorsListenerIsAt8081UnlessSaidOtherwise() {
    var profile = new Profile(terminal(cli.directory), null);

    assertThat(profile.adminUrl()).isEqualTo("http://127.0.0.1:8081");
  }

  private static Terminal terminal(Path directory) {
    var nowhere = new PrintWriter(Writer.nullWriter());
    var clock = Clock.systemUTC();
    return new Terminal(Map.of(), directory, nowhere, nowhere, false, clock, duration -> {});
  }

  private static String sandbox(String url) {
    return """
    DOLLR_BASE_URL=%s
    DOLLR_CLIENT_ID=client-1
    DOLLR_CLIENT_SECRET=the-secret
    DOLLR_MERCHANT_ID=1
    DOLLR_MERCHANT_TYPE=ORGANIZATION
    """
        .formatted(url);
  }
}
