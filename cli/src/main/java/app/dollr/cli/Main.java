package app.dollr.cli;

import app.dollr.client.DollrException;
import java.math.BigDecimal;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The {@code dollr} command's beginning: what running it means. */
public final class Main {
  private Main() {}

  /** Runs the command and exits with its {@link ExitCode}. */
  public static void main(String[] args) {
    System.exit(run(args, Terminal.ofProcess()));
  }

  /** Runs the command in that terminal and says what the process would exit with. */
  public static int run(String[] args, Terminal terminal) {
    var shell = new Shell(terminal);
    int code = configured(Commands.of(shell, List.of(args)), shell).execute(args);
    terminal.out().flush();
    terminal.err().flush();
    return code;
  }

  private static CommandLine configured(CommandLine dollr, Shell shell) {
    var terminal = shell.terminal();
    dollr.getCommandSpec().usageMessage().exitCodeList(ExitCode.list());
    return dollr
        .setUsageHelpWidth(100)
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                terminal.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
        .registerConverter(BigDecimal.class, new Decimals())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(parsed -> act(parsed, shell))
        .setParameterExceptionHandler((wrong, args) -> misused(wrong, args, shell));
  }

  private static int act(ParseResult parsed, Shell shell) {
    var helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    var line = parsed.asCommandLineList().getLast();
    if (line.getCommand() instanceof Action action) {
      return act(action, shell).number();
    }
    var commands = String.join(", ", line.getSubcommands().keySet());
    throw new ParameterException(line, "which of these: " + commands);
  }

  private static ExitCode act(Action action, Shell shell) {
    var problems = new Problems(shell);
    try {
      return action.run();
    } catch (DollrException failed) {
      return problems.failed(failed);
    } catch (SettingsException unusable) {
      return problems.unusable(String.valueOf(unusable.getMessage()));
    } catch (ParameterException misused) {
      throw misused;
    } catch (RuntimeException unexpected) {
      return problems.bug(unexpected);
    }
  }

  private static int misused(ParameterException wrong, String[] args, Shell shell) {
    shell.json(List.of(args).contains("--json"));
    var name = wrong.getCommandLine().getCommandSpec().qualifiedName();
    return new Problems(shell)
        .unusable("%s (%s --help tells more)".formatted(wrong.getMessage(), name))
        .number();
  }
}
