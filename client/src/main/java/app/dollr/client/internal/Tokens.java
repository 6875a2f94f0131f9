package app.dollr.client.internal;

import app.dollr.client.DollrException;
import app.dollr.wire.ObtainTokenResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The one token that all threads of a client share.
 *
 * <p>At most one token call is under way. Who needs a token while none is usable waits for that
 * call, and gets its token or its failure. Some time before the token expires the next caller to
 * come by renews it, with one quick try, while all others go on with the old one; when that fails
 * the old one serves on, and a later caller tries again.
 */
final class Tokens {
  /** A token is renewed at this part of its life, or up to {@link #SPREAD} later. */
  private static final double RENEW_AT = 0.8;

  /** Keeps many processes that started together from renewing together. */
  private static final double SPREAD = 0.1;

  /** After a renewal that failed, this passes before the next. */
  private static final Duration RENEW_AGAIN_AFTER = Duration.ofSeconds(10);

  private final Source source;
  private final Clock clock;
  private final RandomGenerator random;
  private final Object lock = new Object();

  /** Guarded by {@link #lock}. */
  private @Nullable Token current;

  /** Guarded by {@link #lock}. */
  private @Nullable Flight underWay;

  /** Where tokens come from. */
  interface Source {
    /** A new token, with the patience of any other call. */
    ObtainTokenResponse obtain(Instant deadline);

    /** A new token, or a quick failure. */
    ObtainTokenResponse renew();
  }

  private record Token(String text, Instant renewAt, Instant expiresAt) {
    @Override
    public String toString() {
      return "Token[until " + expiresAt + "]";
    }
  }

  /** A token to put on a call. */
  record Taken(String text, boolean cached) {
    @Override
    public String toString() {
      return "Taken[cached=" + cached + "]";
    }
  }

  /** A token call under way, for others to wait for; lands empty when it left all as it was. */
  private static final class Flight {
    final CompletableFuture<Optional<Token>> landing = new CompletableFuture<>();
  }

  Tokens(Source source, Clock clock, RandomGenerator random) {
    this.source = source;
    this.clock = clock;
    this.random = random;
  }

  /** The token, fetched first if need be. */
  Taken take(Trip trip) {
    Optional<Taken> taken = Optional.empty();
    while (taken.isEmpty()) {
      taken = turn().apply(trip);
    }
    return taken.get();
  }

  /** Forgets a token that the server refused, unless another thread already has replaced it. */
  void discard(Taken refused) {
    synchronized (lock) {
      if (current != null && current.text().equals(refused.text())) {
        current = null;
      }
    }
  }

  /**
   * What this thread has to do for its token: decided under the lock, done outside of it. It brings
   * none when the call it waited for changed nothing, so that all must be looked at anew.
   */
  private Function<Trip, Optional<Taken>> turn() {
    synchronized (lock) {
      var old = usable();
      if (old != null && (underWay != null || clock.instant().isBefore(old.renewAt()))) {
        return trip -> Optional.of(new Taken(old.text(), true));
      }
      if (underWay != null) {
        var others = underWay;
        return trip -> await(others, trip);
      }
      var mine = new Flight();
      underWay = mine;
      return trip -> Optional.of(old == null ? fetch(mine, trip) : renew(mine, old));
    }
  }

  /** Called under the lock. */
  private @Nullable Token usable() {
    return current != null && clock.instant().isBefore(current.expiresAt()) ? current : null;
  }

  private Taken fetch(Flight mine, Trip trip) {
    try {
      return land(mine, asked -> token(source.obtain(trip.deadline()), asked));
    } catch (DollrException failed) {
      fail(mine, failed);
      throw failed;
    } finally {
      end(mine);
    }
  }

  private Taken renew(Flight mine, Token old) {
    try {
      return land(mine, asked -> token(source.renew(), asked));
    } catch (DollrException failed) {
      postpone(old);
      return new Taken(old.text(), true);
    } finally {
      end(mine);
    }
  }

  private Taken land(Flight mine, Function<Instant, Token> call) {
    var token = call.apply(clock.instant());
    synchronized (lock) {
      current = token;
      underWay = null;
    }
    mine.landing.complete(Optional.of(token));
    return new Taken(token.text(), false);
  }

  /** Lets all who wait fail too, unless the reason is only that this thread was interrupted. */
  private static void fail(Flight mine, DollrException failed) {
    if (!Thread.currentThread().isInterrupted()) {
      mine.landing.completeExceptionally(failed);
    }
  }

  /** Makes room for the next call, whatever became of this one. */
  private void end(Flight mine) {
    synchronized (lock) {
      if (mine.equals(underWay)) {
        underWay = null;
      }
    }
    mine.landing.complete(Optional.empty());
  }

  private void postpone(Token old) {
    synchronized (lock) {
      if (old.equals(current)) {
        var later = clock.instant().plus(RENEW_AGAIN_AFTER);
        current = new Token(old.text(), later, old.expiresAt());
      }
    }
  }

  /** Several threads may throw the same failure; it is theirs alike. */
  private Optional<Taken> await(Flight others, Trip trip) {
    var left = Duration.between(clock.instant(), trip.deadline());
    try {
      return others
          .landing
          .get(left.toNanos(), TimeUnit.NANOSECONDS)
          .map(token -> new Taken(token.text(), false));
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof DollrException theirs
          ? theirs
          : new IllegalStateException("the token call failed", failed);
    } catch (TimeoutException late) {
      throw Failures.noToken(trip, late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Failures.noToken(trip, interrupted);
    }
  }

  /** Counts the life from before it was asked for: it may be shorter than that, never longer. */
  private Token token(ObtainTokenResponse answer, Instant asked) {
    var life = Duration.ofMinutes(Math.max(0, answer.expiresIn()));
    double part = RENEW_AT + SPREAD * random.nextDouble();
    var renewAt = asked.plusMillis((long) (life.toMillis() * part));
    return new Token(answer.accessToken(), renewAt, asked.plus(life));
  }
}
