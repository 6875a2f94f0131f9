package app.dollr.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {
  private Path folder;

  @BeforeEach
  void makeFolder(@TempDir Path temporary) throws Exception {
    folder = temporary.toRealPath().resolve("a folder's name");
  }

  @Nested
  class WithoutAProgramItNeeds {
    @Test
    void namesJavaInOneLine() throws Exception {
      var project = LauncherProject.in(folder);
      project.addJdk("jdks/17", "17.0.15");
      var run = project.run("invoices");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.output()).isEmpty();
      assertThat(run.messages().lines())
          .singleElement()
          .asString()
          .startsWith("dollr: no Java 25 was found; install Temurin 25, https://adoptium.net/");
    }

    @Test
    void namesTheCompilerWhenThereIsOnlyARuntime() throws Exception {
      var project = LauncherProject.complete(folder);
      Files.delete(project.path("jdks/25/bin/javac"));
      var run = project.run("up");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.messages())
          .contains("jdks/25 runs Java 25 and cannot compile it", "install Temurin 25");
    }

    @Test
    void namesMaven() throws Exception {
      var project = LauncherProject.in(folder);
      project.addJdk("jdks/25", "25.0.3");
      var run = project.run("up");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.messages())
          .startsWith("dollr: Maven, 3.8.6 or newer, is needed")
          .contains("apt-get install maven");
    }

    @Test
    void helpsWithItsOwnVerbsAllTheSame() throws Exception {
      var run = LauncherProject.in(folder).run();
      assertThat(run.output())
          .contains("./dollr demo [--exit]", "./dollr up", "./dollr test", "./dollr torture");
    }
  }

  @Nested
  class OfSeveralJavas {
    @ParameterizedTest
    @ValueSource(strings = {"25", "25.0.3", "25.1"})
    void takesA25(String version) throws Exception {
      var project = LauncherProject.complete(folder);
      project.addJdk("jdks/17", "17.0.15");
      project.addJdk("jdks/25", version);
      project.addJdk("jdks/250", "250.0.1");
      project.run("invoices");
      assertThat(project.text("maven-calls")).startsWith("JAVA_HOME=" + project.path("jdks/25 "));
    }

    @Test
    void takesThatOfJavaHomeFirst() throws Exception {
      var project = LauncherProject.complete(folder);
      project.addJdk("chosen", "25.0.1");
      project.set("JAVA_HOME", project.path("chosen").toString());
      project.run("invoices");
      assertThat(project.text("maven-calls")).startsWith("JAVA_HOME=" + project.path("chosen "));
    }

    @Test
    void followsTheLinkOnThePath() throws Exception {
      var project = LauncherProject.complete(folder);
      project.addJdk("hidden", "25.0.1");
      Files.createSymbolicLink(project.path("tools/java"), project.path("hidden/bin/java"));
      project.set("DOLLR_JDK_SEARCH", "");
      project.run("invoices");
      assertThat(project.text("maven-calls")).startsWith("JAVA_HOME=" + project.path("hidden "));
    }
  }

  @Nested
  class ABuild {
    @Test
    void isToldAndKeptOutOfTheProgramsOutput() throws Exception {
      var run = LauncherProject.complete(folder).run("invoices", "list");
      assertThat(run.exitCode()).isZero();
      assertThat(run.output()).isEqualTo("cli: invoices list base=\n");
      assertThat(run.messages())
          .contains("dollr: building cli with Maven", "dollr:   1/3 Dollr values");
    }

    @Test
    void isNotRepeatedUntilASourceChanges() throws Exception {
      var project = LauncherProject.complete(folder);
      project.run("invoices");
      assertThat(project.run("invoices").messages()).isEmpty();
      project.change("server/src/main/Example.java");
      assertThat(project.run("invoices").messages()).isEmpty();
      project.change("wire/src/main/Example.java");
      assertThat(project.run("invoices").messages()).contains("building cli");
    }

    @Test
    void isRepeatedWhenASourceIsGone() throws Exception {
      var project = LauncherProject.complete(folder);
      project.run("invoices");
      Files.delete(project.path("client/src/main/Example.java"));
      project.change("client/src/main");
      assertThat(project.run("invoices").messages()).contains("building cli");
    }

    @Test
    void thatFailsShowsWhyAndIsTriedAgain() throws Exception {
      var project = LauncherProject.complete(folder);
      project.addFile("maven-fails");
      var failed = project.run("up");
      assertThat(failed.exitCode()).isEqualTo(1);
      assertThat(failed.messages())
          .contains("cannot find symbol", "the build failed", ".dollr/build.log")
          .doesNotContain("[Help 1]");
      Files.delete(project.path("maven-fails"));
      assertThat(project.run("invoices").exitCode()).isZero();
    }

    @Test
    void isWaitedForByASecondLauncher() throws Exception {
      var project = LauncherProject.complete(folder);
      var first = project.start("invoices");
      var second = project.start("invoices");
      assertThat(LauncherProject.finish(first).exitCode()).isZero();
      assertThat(LauncherProject.finish(second).exitCode()).isZero();
      assertThat(project.text("maven-calls").lines()).hasSize(1);
    }

    @Test
    void isNotKeptWaitingByOneThatWasKilled() throws Exception {
      var project = LauncherProject.complete(folder);
      var dead = new ProcessBuilder("true").start();
      dead.waitFor();
      Files.createDirectories(project.path("target"));
      Files.createSymbolicLink(
          project.path("target/dollr-build.lock"), Path.of(Long.toString(dead.pid())));
      assertThat(project.run("invoices").exitCode()).isZero();
    }
  }

  @Nested
  class TheCommandLine {
    @Test
    void getsItsArgumentsAsTheyAreAndGivesItsExitCode() throws Exception {
      var run = LauncherProject.complete(folder).run("pay", "two words", "$HOME", "--exit-code=3");
      assertThat(run.output()).contains("pay two words $HOME");
      assertThat(run.exitCode()).isEqualTo(3);
    }

    @Test
    void runsFromAnywhereThroughALink() throws Exception {
      var project = LauncherProject.complete(folder);
      var link = Files.createSymbolicLink(project.path("home-of-links"), Path.of("dollr"));
      var run = LauncherProject.finish(project.start(link, Path.of("/"), "invoices"));
      assertThat(run.output()).startsWith("cli: invoices");
      assertThat(project.path(".dollr")).isDirectory();
    }
  }

  @Nested
  class WrongArguments {
    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void startAndStopNothingWhenHelpIsAskedFor(String help) throws Exception {
      var project = LauncherProject.complete(folder);
      assertThat(project.run("demo", help).output()).startsWith("cli: demo --help ");
      for (var verb : List.of("up", "down")) {
        var run = project.run(verb, help);
        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).contains("./dollr up", "./dollr down");
      }
      assertThat(project.path(".dollr/server.log")).doesNotExist();
    }

    @Test
    void stopNothing() throws Exception {
      var run = LauncherProject.complete(folder).run("down", "--now");
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.messages()).contains("down takes no arguments, and got: --now");
    }
  }

  @Nested
  class AServer {
    private LauncherProject project;

    @BeforeEach
    void makeProject() throws Exception {
      project = LauncherProject.complete(folder);
    }

    @AfterEach
    void stop() throws Exception {
      assertThat(project.run("down").exitCode()).isZero();
    }

    @Test
    void isStartedByTheDemoAndGoesOn() throws Exception {
      var run = project.run("demo", "--fast");
      assertThat(run.exitCode()).isZero();
      assertThat(run.output()).isEqualTo("cli: demo --fast base=http://localhost:1\n");
      assertThat(run.messages())
          .contains("starting the server", "ready http://localhost:1", "./dollr down");
      var again = project.run("demo", "--exit");
      assertThat(again.messages()).contains("using the server that runs already");
      assertThat(project.run("up").messages()).contains("already serves");
      assertThat(project.run("down").messages()).contains("stopping the server", "stopped");
      assertThat(project.text(".dollr/server.log")).endsWith("stopped\n");
      assertThat(project.run("down").messages()).contains("no server serves");
    }

    @Test
    void isTheOneThatTheDemoSpeaksToWhateverElseIsSet() throws Exception {
      project.set("DOLLR_BASE_URL", "https://elsewhere");
      assertThat(project.run("demo", "--exit").output()).endsWith("base=http://localhost:1\n");
    }

    @Test
    void isStoppedByADemoThatExitsWhateverCameOfIt() throws Exception {
      var run = project.run("demo", "--exit", "--exit-code=4");
      assertThat(run.exitCode()).isEqualTo(4);
      assertThat(run.output()).startsWith("cli: demo --exit-code=4 --exit base=");
      assertThat(project.text(".dollr/server.log")).endsWith("stopped\n");
    }

    @Test
    void thatDoesNotStartShowsTheEndOfItsLog() throws Exception {
      project.addFile(".dollr/server-fails");
      var run = project.run("demo");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.output()).isEmpty();
      assertThat(run.messages()).contains("ended before it was ready", "no such luck");
    }

    @Test
    void runsInTheForegroundWithItsSettings() throws Exception {
      project.set("DOLLR_HOME", "elsewhere");
      project.set("PORT", "0");
      project.addFile("elsewhere/server-fails");
      var run = project.run("up", "--quiet");
      assertThat(run.exitCode()).isEqualTo(7);
      assertThat(run.output())
          .contains("dollr-server.jar up --quiet port=0 home=" + project.path("elsewhere "))
          .contains("settings=DOLLR_HOME\n");
    }

    @Test
    void isNotTakenForAnotherProgramWithItsNumber() throws Exception {
      var pid = ProcessHandle.current().pid();
      project.addFile(".dollr/server.pid", pid + "\n");
      assertThat(project.run("down").messages()).contains("no server serves");
    }
  }

  @Nested
  class Torture {
    private LauncherProject project;

    @BeforeEach
    void makeProject() throws Exception {
      project = LauncherProject.real(folder);
      project.addJar("torture/target/dollr-torture.jar", "app.dollr.torture.Main");
    }

    @Test
    void showsThePlanOfASeed() throws Exception {
      var run = project.run("torture", "--plan-only", "--seed", "7", "--minutes", "1");
      assertThat(run.exitCode()).isZero();
      assertThat(run.output())
          .startsWith("seed 7, 60 s, ")
          .contains("kill -9 of the server, down for ", "lie: ");
    }

    @Test
    void refusesWhatItCannotDoAndSaysWhy() throws Exception {
      var run = project.run("torture", "--plan-only", "--minutes=0");
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.messages()).startsWith("--minutes is 1 to 1440, not 0");
    }
  }

  @Nested
  class TheSimulatedGateways {
    private static final int TERMINATED = 128 + 15;

    private LauncherProject project;

    @BeforeEach
    void makeProject() throws Exception {
      project = LauncherProject.real(folder);
      project.addJar("server/target/dollr-server.jar", "app.dollr.app.Main");
    }

    @Test
    void answerUntilTheyAreStopped() throws Exception {
      var process = project.start("simulators", "--pawapay-port=0", "--stripe-port=0");
      try (var http = HttpClient.newHttpClient();
          var lines = process.inputReader(UTF_8)) {
        var settings =
            lines
                .lines()
                .limit(8)
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        assertThat(settings)
            .containsEntry("DOLLR_MODE", "live")
            .containsEntry("DOLLR_GATEWAYS", "simulated")
            .containsKeys("DOLLR_PAWAPAY_TOKEN", "DOLLR_STRIPE_WEBHOOK_SECRETS");
        for (var name : List.of("DOLLR_PAWAPAY_URL", "DOLLR_STRIPE_URL")) {
          var book = HttpRequest.newBuilder(URI.create(settings.get(name) + "/sim/book")).build();
          var answer = http.send(book, BodyHandlers.ofString());
          assertThat(answer.statusCode()).isEqualTo(200);
          assertThat(answer.body()).contains("\"payments\":[]");
        }
      } finally {
        process.destroy();
      }
      assertThat(process.waitFor()).isEqualTo(TERMINATED);
    }

    @ParameterizedTest
    @CsvSource({
      "--port=1, `--port=1` is no option",
      "--stripe-port=70000, --stripe-port: `70000` is no port",
    })
    void refuseWhatTheyCannotDoAndSayWhy(String option, String why) throws Exception {
      var run = project.run("simulators", option);
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.messages())
          .startsWith(why.replace('`', '\''))
          .contains("usage: dollr simulators [--pawapay-port=N]");
    }
  }

  @Nested
  class TheTests {
    @ParameterizedTest
    @CsvSource({
      "5, 0, 0, 0, 0",
      "5, 0, 0, 1, 1",
      "0, 0, 0, 0, 1",
    })
    void areCountedAndNoneMayBeSkipped(int run, int failures, int errors, int skipped, int exitCode)
        throws Exception {
      var project = LauncherProject.complete(folder);
      addTestPrograms(project);
      project.addFile("server/target/surefire-reports/TEST-Old.xml", report(100, 0, 0, 0));
      project.addFile("report.xml", report(run, failures, errors, skipped));
      var result = project.run("test", "-Dfast");
      assertThat(result.output())
          .contains(
              "dollr: tests: %d run, %d failed, %d errors, %d skipped"
                  .formatted(run, failures, errors, skipped));
      assertThat(result.exitCode()).isEqualTo(exitCode);
      assertThat(project.text("maven-calls")).contains("verify -Dfast");
    }

    @Test
    void getWhatTheyMissFromTheSystemWhenRootRunsThem() throws Exception {
      var project = LauncherProject.complete(folder);
      project.addFile("report.xml", report(5, 0, 0, 0));
      project.addProgram("tools/id", "#!/usr/bin/env bash\necho 0\n");
      project.addProgram("tools/apt-get", "#!/usr/bin/env bash\necho \"$@\"\n");
      assertThat(project.run("test").messages())
          .contains("installing golang-go chromium nodejs npm curl with apt-get");
      assertThat(project.text(".dollr/install.log")).contains("update", "golang-go");
    }

    @Test
    void nameWhatCannotBeHad() throws Exception {
      var project = LauncherProject.complete(folder);
      project.addProgram("tools/id", "#!/usr/bin/env bash\necho 1000\n");
      project.addProgram("tools/apt-get", "#!/usr/bin/env bash\nexit 1\n");
      var run = project.run("test");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.messages())
          .contains("the tests need go (https://go.dev/dl) chromium", "golang-go chromium");
      assertThat(project.text("maven-calls")).isEmpty();
    }

    @Test
    void installTheNpmPackagesOfTheLockFileOnce() throws Exception {
      var project = LauncherProject.complete(folder);
      project.addFile("report.xml", report(5, 0, 0, 0));
      addTestPrograms(project);
      assertThat(project.run("test").exitCode()).isZero();
      assertThat(project.text("npm-calls")).contains("ci --ignore-scripts");
      project.addFile("npm-calls", "");
      assertThat(project.run("test").exitCode()).isZero();
      assertThat(project.text("npm-calls")).isEmpty();
      project.change("acceptance/npm/package-lock.json");
      assertThat(project.run("test").exitCode()).isZero();
      assertThat(project.text("npm-calls")).contains("ci --ignore-scripts");
    }

    @Test
    void nameTheNpmPackagesWhenTheyCannotBeHad() throws Exception {
      var project = LauncherProject.complete(folder);
      addTestPrograms(project);
      project.addProgram("tools/npm", "#!/usr/bin/env bash\necho no network\nexit 1\n");
      var run = project.run("test");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.messages()).contains("no network", "the packages of acceptance/npm");
      assertThat(project.text("maven-calls")).isEmpty();
    }

    private static void addTestPrograms(LauncherProject project) throws IOException {
      project.addProgram("tools/go", "#!/usr/bin/env bash\n");
      project.addProgram("tools/chromium", "#!/usr/bin/env bash\n");
      project.addProgram("tools/node", "#!/usr/bin/env bash\n");
      project.addProgram("tools/curl", "#!/usr/bin/env bash\n");
      project.addProgram(
          "tools/npm",
          """
          #!/usr/bin/env bash
          echo "$@" >>"$(dirname "$0")/../npm-calls"
          mkdir -p "$2/node_modules"
          touch "$2/node_modules/.package-lock.json"
          """);
      project.addFile("acceptance/npm/package-lock.json");
    }

    private static String report(int run, int failures, int errors, int skipped) {
      return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuite name="Example" time="0.1" tests="%d" errors="%d" skipped="%d" failures="%d">
      </testsuite>
      """
          .formatted(run, errors, skipped, failures);
    }
  }
}
