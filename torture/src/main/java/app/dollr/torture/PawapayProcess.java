package app.dollr.torture;

import app.dollr.simulators.pawapay.PawapaySettings;
import app.dollr.simulators.pawapay.PawapaySimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * The program of the simulated pawaPay, in a process of its own: nothing that happens to the server
 * or its database happens to its book. It ends when its input does, and so with whoever started it.
 */
public final class PawapayProcess {
  private static final Duration DELAY = Duration.ofMillis(300);

  private PawapayProcess() {}

  /** Runs it; the only argument is the folder of its book. */
  public static void main(String[] arguments) throws IOException {
    var settings = PawapaySettings.DEFAULT.withDelay(DELAY).in(Path.of(arguments[0]));
    try (var simulator = new PawapaySimulator(settings, Clock.systemUTC())) {
      simulator.start();
      System.out.println("ready " + simulator.url());
      while (System.in.read() >= 0) {
        // Nobody has anything to say to it; only the end counts.
      }
    }
    System.exit(0);
  }
}
