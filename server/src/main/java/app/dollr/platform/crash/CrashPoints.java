package app.dollr.platform.crash;

import app.dollr.platform.crash.Crash.Place;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The places at which this process dies, if any. They are armed once, at the start, and never where
 * real money moves.
 */
public final class CrashPoints {
  private static final Logger LOG = LoggerFactory.getLogger(CrashPoints.class);
  private static final int KILLED = 137;
  private static volatile Optional<Armed> armed = Optional.empty();

  private CrashPoints() {}

  /** Makes this process die as {@code crash} says. */
  public static void arm(Crash crash) {
    armed = Optional.of(new Armed(crash));
  }

  /** Dies here, without any goodbye, or waits here for others, if this is a place for anybody. */
  public static void reach(CrashPoint point) {
    if (armed.isPresent()) {
      armed.get().reach(point, Optional.empty());
    }
  }

  /** Dies here, or waits here for others, if this is a place for this payment, or for anybody. */
  public static void reach(CrashPoint point, UUID reference) {
    if (armed.isPresent()) {
      armed.get().reach(point, Optional.of(reference));
    }
  }

  private static final class Armed {
    private final Crash crash;
    private final Set<Place> missing;

    Armed(Crash crash) {
      this.crash = crash;
      this.missing = new HashSet<>(crash.places());
    }

    void reach(CrashPoint point, Optional<UUID> reference) {
      if (isStop(new Place(point, reference)) || isFirst(new Place(point, Optional.empty()))) {
        while (true) {
          LockSupport.park(this);
        }
      }
    }

    /** Whether nobody may go on from there; who is the last to come lets the process die. */
    private synchronized boolean isStop(Place place) {
      if (place.reference().isEmpty() || !crash.places().contains(place)) {
        return false;
      }
      arrive(place);
      return true;
    }

    /** Whether somebody is the first to be at a place that is anybody's. */
    private synchronized boolean isFirst(Place place) {
      boolean first = missing.contains(place);
      if (first) {
        arrive(place);
      }
      return first;
    }

    private void arrive(Place place) {
      missing.remove(place);
      LOG.warn("{} is where it is to die; {} are missing", place, missing);
      if (missing.isEmpty()) {
        Runtime.getRuntime().halt(KILLED);
      }
    }
  }
}
