package app.dollr.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who deals the faults of a plan, each at its time. */
final class Nemesis {
  private static final Logger LOG = LoggerFactory.getLogger(Nemesis.class);
  private static final String GROUP = "faults";

  private final World world;
  private final OtherSide other;
  private final Tally tally;

  Nemesis(World world, OtherSide other, Tally tally) {
    this.world = world;
    this.other = other;
    this.tally = tally;
  }

  /**
   * Deals them; the plan's time begins now. What comes late, because the server takes longer to
   * start than is planned for, has all after it come later too, so that there is time to work in
   * between; what is not dealt when the time is over is left.
   */
  void run(FaultPlan plan) throws InterruptedException {
    long began = System.nanoTime();
    long shift = 0;
    for (var timed : plan.blows()) {
      if (System.nanoTime() - began > plan.length().toNanos()) {
        break;
      }
      long late =
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) - timed.atMillis() - shift;
      if (late < 0) {
        Thread.sleep(-late);
      } else {
        shift += late;
      }
      LOG.info("{}", FaultPlan.words(timed.blow()));
      deal(timed.blow());
      tally.add(GROUP, timed.blow().kind());
      reviveServer();
    }
    long left = plan.length().toNanos() - (System.nanoTime() - began);
    TimeUnit.NANOSECONDS.sleep(Math.max(0, left));
  }

  /** Ends all faults. */
  void stop() throws InterruptedException {
    world.mend();
    reviveServer();
    other.beHonest();
  }

  private void deal(Blow blow) throws InterruptedException {
    switch (blow) {
      case Blow.KillServer kill -> {
        world.server().kill();
        Thread.sleep(kill.downMillis());
        restart();
      }
      case Blow.KillPostgres kill -> killPostgres();
      case Blow.BreakNetwork broken ->
          world
              .link(broken.link())
              .suffer(
                  broken.trouble(), broken.delayMillis(), Duration.ofMillis(broken.lastsMillis()));
      case Blow.TellLies lies -> {
        if (!other.tell(lies.lie(), lies.count())) {
          tally.add(GROUP, "(missed) " + lies.lie().wire());
        }
      }
    }
  }

  private void killPostgres() {
    try {
      world.killPostgres();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nobody but this may end the server; if it has ended all the same, that is told. */
  private void reviveServer() {
    if (!world.server().runs()) {
      tally.add("surprises", "the server ended by itself");
      restart();
    }
  }

  private void restart() {
    world.start();
    tally.add("restarts", "server");
  }
}
