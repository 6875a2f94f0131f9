package app.dollr.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
        "with pawapay, the server runs in live and speaks HTTP to a simulated pawaPay."
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
    long chosen = seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed;
    var plan = FaultPlan.of(chosen, Duration.ofMinutes(minutes), gateway);
    if (planOnly) {
      System.out.print(plan.text());
      return 0;
    }
    return torture(plan).violations().isEmpty() ? 0 : 1;
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
      Files.writeString(home.resolve("report.txt"), outcome.report());
      System.out.print(outcome.report());
      return outcome;
    }
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
