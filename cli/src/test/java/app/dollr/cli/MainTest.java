package app.dollr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is the same for all commands: help, usage, completion, version. */
class MainTest {
  private CliScene cli;

  @BeforeEach
  void open(@TempDir Path directory) {
    cli = new CliScene(directory);
  }

  @AfterEach
  void close() {
    cli.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help"})
  void helpListsTheCommandsTheExitCodesAndTheSettings(String word) {
    assertThat(cli.run(word)).isZero();

    assertThat(cli.out())
        .contains("demo", "collect", "invoices", "orders", "admin", "completion")
        .contains("Exit codes:", "9    the payment FAILED", "10   the payment is not decided yet")
        .contains("DOLLR_BASE_URL", "--profile", "NO_COLOR");
    assertThat(cli.lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void helpGoesDownToACommand() {
    assertThat(cli.run("help", "invoices", "add-item")).isZero();
    assertThat(cli.out()).startsWith("Usage: dollr invoices add-item").contains("--amount");

    var byWord = cli.out();
    assertThat(cli.run("invoices", "add-item", "--help")).isZero();
    assertThat(cli.out()).isEqualTo(byWord);
  }

  @Test
  void helpOfNothingIsAUsageError() {
    assertThat(cli.run("help", "dance")).isEqualTo(2);
    assertThat(cli.err()).contains("there is no command 'dance' here");
  }

  @Test
  void aGroupAloneAsksWhichCommand() {
    assertThat(cli.run("parties")).isEqualTo(2);
    assertThat(cli.err())
        .isEqualTo("dollr: which of these: list, get, create (dollr parties --help tells more)\n");
  }

  @Test
  void nothingAsksWhichCommand() {
    assertThat(cli.run()).isEqualTo(2);
    assertThat(cli.err()).startsWith("dollr: which of these: demo, collect, payout");
  }

  @Test
  void aWrongOptionIsAUsageError() {
    assertThat(cli.run("parties", "get", "42", "--fast")).isEqualTo(2);
    assertThat(cli.err())
        .isEqualTo("dollr: Unknown option: '--fast' (dollr parties get --help tells more)\n");
    assertThat(cli.out()).isEmpty();

    assertThat(cli.run("parties", "get", "x", "--json")).isEqualTo(2);
    assertThat(cli.err()).startsWith("{\"error\":{").contains("\"exit_code\":2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "-5", "1e3", "", "5.", "12345678901234567"})
  void whatIsNoAmountIsAUsageErrorBeforeAnythingIsMade(String text) {
    assertThat(cli.run("collect", "--name=H", "--phone=1", "--currency=USD", "--amount=" + text))
        .isEqualTo(2);
    assertThat(cli.err())
        .startsWith("dollr: Invalid value for option '--amount': '%s' is no".formatted(text))
        .doesNotContain("java");
    assertThat(cli.server.seen()).isEmpty();
  }

  @Test
  void anAmountIsAboveZeroAndAPercentageNeedNotBe() {
    for (var zero : new String[] {"0", "0.00"}) {
      assertThat(cli.run("refund", "x", "--amount", zero)).isEqualTo(2);
      assertThat(cli.err()).contains("an amount above zero is needed");
    }
    assertThat(new Decimals().convert("0.00")).isEqualByComparingTo("0");
  }

  @Test
  void aMistypedCommandIsNamed() {
    assertThat(cli.run("invoice", "list")).isEqualTo(2);
    assertThat(cli.err()).contains("'invoice'");
  }

  @Test
  void completionKnowsTheCommands() {
    assertThat(cli.run("completion")).isZero();
    assertThat(cli.out())
        .contains("complete -F _complete_dollr", "_picocli_dollr_invoices_additem", "ORANGE_MONEY");
  }

  @Test
  void versionIsToldAsTextAndAsJson() {
    assertThat(cli.run("version")).isZero();
    assertThat(cli.out()).startsWith("dollr ");
    assertThat(cli.run("version", "--json")).isZero();
    assertThat(cli.out()).startsWith("{\"version\":");
  }

  @Test
  void colouredHelpIsForTerminalsOnly() {
    cli.run("--help");
    assertThat(cli.out()).doesNotContain("\u001b");
    cli.colours = true;
    cli.run("--help");
    assertThat(cli.out()).contains("\u001b[");
  }
}
