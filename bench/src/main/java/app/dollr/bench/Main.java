package app.dollr.bench;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The benchmark's program. */
@Command(
    name = "dollr bench",
    mixinStandardHelpOptions = true,
    description = "Measures the server against the least SQL of a payment, in one run.")
public final class Main implements Callable<Integer> {
  @Option(names = "--seconds", description = "Of each measurement (default: ${DEFAULT-VALUE}).")
  private int seconds = 20;

  @Option(names = "--clients", description = "Connections (default: ${DEFAULT-VALUE}).")
  private int clients = 32;

  @Option(
      names = "--rounds",
      description = "How often floor and server take turns (default: ${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(names = "--merchants", description = "Default: ${DEFAULT-VALUE}.")
  private int merchants = 1000;

  @Option(
      names = "--loaded",
      description =
          "Payments to load before the last measurement; 0 leaves it out (default:"
              + " ${DEFAULT-VALUE}).")
  private int loaded = 1_000_000;

  @Option(names = "--folder", description = "For the data; a temporary one by default.")
  private Path folder = Path.of("");

  @Option(names = "--only", description = "Only the collections, spread over the merchants.")
  private boolean only;

  @Option(names = "--java", description = "More options for the server's JVM.")
  private String javaOptions = "";

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    var plan = new Plan(seconds, clients, rounds, merchants, loaded, only, javaOptions);
    try (var bench = Bench.open(folder, plan)) {
      bench.run();
    }
    return 0;
  }
}
