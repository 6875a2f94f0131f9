package app.dollr.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program that tortures a server. */
@Command(
    name = "dollr torture",
    mixinStandardHelpOptions = true,
    description = {
      "Moves money with many clients while the server and PostgreSQL are killed, networks break and"
          + " the other side lies; then holds both sides' books against each other.",
      "Ends with 0 when all holds, and with 1 when something does not."
    })
public final class Main implements Callable<Integer> {
  private static final int MOST_MINUTES = 1440;
  private static final int MOST_CLIENTS = 200;

  @Option(names = "--minutes", description = "Of faults (default: ${DEFAULT-VALUE}).")
  private int minutes = 2;

  @Option(names = "--seed", description = "Repeats a plan of faults; any by default.")
  private @Nullable Long seed;

  @Option(names = "--clients", description = "Callers at once (default: ${DEFAULT-VALUE}).")
  private int clients = 32;

  @Option(
      names = "--gateway",
      description = {
        "Where the other side is: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE});",
        "with http, the server runs in live and speaks HTTP to a simulated pawaPay and Stripe."
      })
  private Setting gateway = Setting.SANDBOX;

  @Option(names = "--plan-only", description = "Prints the plan of faults, and does nothing.")
  private boolean planOnly;

  @Option(
      names = "--defect",
      description = "Plants one of ${COMPLETION-CANDIDATES}, to see that it is found.")
  private @Nullable Defect defect;

  @Option(names = "--folder", description = "For data and report; a temporary one by default.")
  private Path folder = Path.of("");

  @Spec private @Nullable CommandSpec spec;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs the program within this process; its exit code. */
  static int run(String... arguments) {
    return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments);
  }

  @Override
  public Integer call() throws Exception {
    refuseNonsense();
    long chosen = seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed;
    var plan = FaultPlan.of(chosen, Duration.ofMinutes(minutes), gateway);
    if (planOnly) {
      System.out.print(plan.text());
      return 0;
    }
    return torture(plan).violations().isEmpty() ? 0 : 1;
  }

  private void refuseNonsense() {
    if (minutes < 1 || minutes > MOST_MINUTES) {
      throw refused("--minutes is 1 to %d, not %d".formatted(MOST_MINUTES, minutes));
    }
    if (clients < 1 || clients > MOST_CLIENTS) {
      throw refused("--clients is 1 to %d, not %d".formatted(MOST_CLIENTS, clients));
    }
    if (defect != null && gateway != Setting.SANDBOX) {
      throw refused("--defect is planted in the sandbox's book only");
    }
  }

  private CommandLine.ParameterException refused(String why) {
    return new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(), why);
  }

  private Outcome torture(FaultPlan plan) throws Exception {
    var home = home();
    Files.writeString(home.resolve("plan.txt"), plan.text());
    say("data, plan and report in %s".formatted(home));
    say(
        "%d minutes, %d clients, %d faults; --seed %d repeats them"
            .formatted(minutes, clients, plan.blows().size(), plan.seed()));
    try (var torture = Torture.open(home, gateway, plan.seed(), clients, Map.of())) {
      // Whoever interrupts it is to find nothing left running.
      Runtime.getRuntime().addShutdownHook(new Thread(torture::close, "goodbye"));
      torture.run(plan);
      if (defect != null) {
        say("%s is planted in %s".formatted(defect, torture.plant(defect)));
      }
      say("the faults have stopped; waiting until everything is over");
      torture.drain();
      var outcome = torture.check();
      var table = titled(plan.seed(), outcome.table());
      Files.writeString(home.resolve("report.txt"), outcome.report());
      Files.writeString(home.resolve("table.md"), table);
      System.out.print(outcome.report());
      System.out.print(table);
      return outcome;
    }
  }

  private String titled(long used, String rows) {
    return "| | `--gateway %s --minutes %d --clients %d --seed %d` |%n|---|---|%n%s"
        .formatted(gateway.name().toLowerCase(Locale.ROOT), minutes, clients, used, rows);
  }

  private Path home() throws IOException {
    return folder.toString().isEmpty()
        ? Files.createTempDirectory("dollr-torture")
        : Files.createDirectories(folder.toAbsolutePath());
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
