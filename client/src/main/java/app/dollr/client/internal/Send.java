package app.dollr.client.internal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * The end of the chain: one exchange over the network. The timeout covers all of it; the one of
 * {@link HttpRequest} would stop at the headers and let a body trickle for ever.
 */
final class Send implements Step {
  private final Settings settings;
  private final Read read;

  Send(Settings settings) {
    this.settings = settings;
    this.read = new Read(settings.clock());
  }

  @Override
  public <T> T run(Call<T> call, Trip trip) {
    var timeout = timeout(trip);
    if (timeout.isNegative() || timeout.isZero()) {
      throw Failures.notSent(
          call, trip, settings.baseUrl(), new TimeoutException("the time is over"));
    }
    return read.read(call, trip, exchange(call, trip, timeout));
  }

  private HttpResponse<byte[]> exchange(Call<?> call, Trip trip, Duration timeout) {
    var pending = settings.http().sendAsync(request(call, trip), headers -> new BoundedBody());
    try {
      return pending.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException broken) {
      throw failure(call, trip, broken.getCause() == null ? broken : broken.getCause());
    } catch (TimeoutException late) {
      throw abandon(
          pending, call, trip, new TimeoutException("waited %d ms".formatted(timeout.toMillis())));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw abandon(pending, call, trip, interrupted);
    }
  }

  private RuntimeException failure(Call<?> call, Trip trip, Throwable cause) {
    if (cause instanceof BoundedBody.TooLongException) {
      return Failures.tooLong(call, trip, cause);
    }
    if (neverConnected(cause)) {
      return Failures.notSent(call, trip, settings.baseUrl(), cause);
    }
    if (cause instanceof IOException) {
      return Failures.noAnswer(call, trip, cause);
    }
    return new IllegalStateException(call + " failed", cause);
  }

  private static RuntimeException abandon(
      CompletableFuture<HttpResponse<byte[]>> pending, Call<?> call, Trip trip, Exception why) {
    pending.cancel(true);
    return Failures.noAnswer(call, trip, why);
  }

  private static boolean neverConnected(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof HttpConnectTimeoutException
        || cause instanceof SSLHandshakeException;
  }

  private HttpRequest request(Call<?> call, Trip trip) {
    var request =
        HttpRequest.newBuilder(URI.create(settings.baseUrl() + call.target().toString()))
            .method(call.method(), body(call))
            .header("Accept", call.isText() ? "text/csv, application/json" : "application/json")
            .header("User-Agent", settings.userAgent())
            .header("X-Request-Id", trip.requestId());
    if (call.body() != null) {
      request.header("Content-Type", "application/json");
    }
    if (trip.token() != null) {
      request.header("Authorization", "Bearer " + trip.token());
    }
    if (call.idempotencyKey() != null) {
      request.header("Idempotency-Key", call.idempotencyKey());
    }
    return request.build();
  }

  private static BodyPublisher body(Call<?> call) {
    return call.body() == null
        ? BodyPublishers.noBody()
        : BodyPublishers.ofByteArray(Json.body(call.body()));
  }

  private Duration timeout(Trip trip) {
    var left = Duration.between(settings.clock().instant(), trip.deadline());
    return left.compareTo(settings.tryTimeout()) < 0 ? left : settings.tryTimeout();
  }
}
