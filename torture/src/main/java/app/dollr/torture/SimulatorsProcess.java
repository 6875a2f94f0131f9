package app.dollr.torture;

import app.dollr.simulators.pawapay.PawapaySettings;
import app.dollr.simulators.pawapay.PawapaySimulator;
import app.dollr.simulators.stripe.StripeSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The program of the simulated gateways, in a process of its own: nothing that happens to the
 * server or its database happens to their books. It ends when its input does, and so with whoever
 * started it.
 */
public final class SimulatorsProcess {
  private static final Duration DELAY = Duration.ofMillis(300);

  private SimulatorsProcess() {}

  /** Runs it; the only argument is the folder of the books. */
  public static void main(String[] arguments) throws IOException {
    var home = Path.of(arguments[0]);
    var clock = Clock.systemUTC();
    var settings = PawapaySettings.DEFAULT.withDelay(DELAY).in(home);
    try (var pawapay = new PawapaySimulator(settings, clock);
        var stripe =
            new StripeSimulator(
                0, StripeSide.KEYS, clock, Optional.of(home.resolve("stripe.jsonl")))) {
      pawapay.start();
      stripe.start();
      System.out.println(Outside.READY + pawapay.url() + " " + stripe.url());
      while (System.in.read() >= 0) {
        // Nobody has anything to say to it; only the end counts.
      }
    }
    System.exit(0);
  }
}
