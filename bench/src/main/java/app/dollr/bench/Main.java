package app.dollr.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
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
  @Option(
      names = "--parts",
      split = ",",
      description = "Of ${COMPLETION-CANDIDATES} those to measure (default: all).")
  private Set<Part> parts = EnumSet.allOf(Part.class);

  @Option(names = "--seconds", description = "Of each measurement (default: ${DEFAULT-VALUE}).")
  private int seconds = 20;

  @Option(
      names = "--warm-up",
      description = "Seconds of collections before the first (default: ${DEFAULT-VALUE}).")
  private int warmUp = 90;

  @Option(names = "--clients", description = "Connections (default: ${DEFAULT-VALUE}).")
  private int clients = 32;

  @Option(
      names = "--rounds",
      description = "How often floor and server take turns (default: ${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(
      names = "--merchants",
      description = "That payments are spread over (default: ${DEFAULT-VALUE}).")
  private int merchants = 1000;

  @Option(
      names = "--loaded",
      description = "Payments to load for the last part (default: ${DEFAULT-VALUE}).")
  private int loaded = 1_000_000;

  @Option(names = "--jdbc", description = "Drives the floor by JDBC, even where pgbench is.")
  private boolean jdbc;

  @Option(
      names = "--sockets",
      description = "Nothing but this: so many open sockets, each following a payment.")
  private int sockets;

  @Option(names = "--folder", description = "For the data; a temporary one by default.")
  private Path folder = Path.of("");

  @Option(
      names = "--results",
      description = "The folder to write what was measured to, such as docs.")
  private Path results = Path.of("");

  @Option(names = "--java", description = "More options for the server's JVM.")
  private String javaOptions = "";

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
    var plan =
        new Plan(parts, seconds, warmUp, clients, rounds, merchants, loaded, !jdbc, javaOptions);
    try (var bench = Bench.open(home(), plan)) {
      if (sockets > 0) {
        var measured = bench.sockets(sockets);
        System.out.printf("%n%s", measured.table());
        write("sockets-results.md", measured.table());
        return 0;
      }
      var measured = bench.run();
      System.out.printf("%n%s", measured.table());
      write("performance-results.md", measured.table());
      write("performance.svg", Picture.of(measured.collections()));
    }
    return 0;
  }

  private Path home() throws IOException {
    return folder.toString().isEmpty()
        ? Files.createTempDirectory("dollr-bench")
        : Files.createDirectories(folder.toAbsolutePath());
  }

  private void write(String name, String text) throws IOException {
    if (!results.toString().isEmpty()) {
      Files.createDirectories(results);
      Files.writeString(results.resolve(name), text);
    }
  }
}
