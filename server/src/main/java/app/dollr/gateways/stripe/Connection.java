package app.dollr.gateways.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.StripeError;
import com.stripe.service.V1Services;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to Stripe. Whatever a call ends in is one of a few words; nothing is thrown. It does not
 * repeat calls by itself: what is not known stays the platform's to find out.
 */
final class Connection {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int NOT_FOUND = 404;

  private final V1Services stripe;
  private final MeterRegistry metrics;

  Connection(StripeConfig config, MeterRegistry metrics) {
    this.metrics = metrics;
    this.stripe =
        StripeClient.builder()
            .setApiKey(config.key().reveal())
            .setApiBase(config.url())
            .setConnectTimeout((int) CONNECT.toMillis())
            .setReadTimeout((int) config.patience().toMillis())
            .setMaxNetworkRetries(0)
            .build()
            .v1();
  }

  /** What became of a call. */
  sealed interface Said<T> {}

  /** It was done, or answered. */
  record Fine<T>(T answer) implements Said<T> {}

  /** A card did not pay. Final for this attempt. */
  record CardRefused<T>(StripeError error) implements Said<T> {}

  /** The request was refused, and has done nothing. */
  record Refused<T>(String code, String message) implements Said<T> {}

  /** There is no such object. */
  record Missing<T>(String code, String message) implements Said<T> {}

  /** There is no telling whether it was done. */
  record Unknown<T>(String why) implements Said<T> {}

  /** A call of Stripe's. */
  interface Call<T> {
    T on(V1Services stripe) throws StripeException;
  }

  <T> Said<T> call(Call<T> call) {
    try {
      return new Fine<>(call.on(stripe));
    } catch (CardException e) {
      return Optional.ofNullable(e.getStripeError())
          .<Said<T>>map(CardRefused::new)
          .orElseGet(() -> unknown(e));
    } catch (IdempotencyException e) {
      alarm("idempotency", e);
      return unknown(e);
    } catch (InvalidRequestException e) {
      return refused(e);
    } catch (AuthenticationException e) {
      alarm("credentials", e);
      return unknown(e);
    } catch (StripeException e) {
      return unknown(e);
    } catch (RuntimeException e) {
      LOG.warn("Stripe's answer cannot be read", e);
      return new Unknown<>("unreadable answer");
    }
  }

  /** Asks something that cannot be refused; when it is all the same, that is an alarm. */
  <T> Read<T> read(Call<T> call) {
    return switch (call(call)) {
      case Fine<T>(var answer) -> new Read.Seen<>(answer);
      case Unknown<T>(var why) -> new Read.Unseen<>(why);
      case CardRefused<T>(var error) -> unexpected(String.valueOf(error.getCode()));
      case Refused<T>(var code, var message) -> unexpected(code + ": " + message);
      case Missing<T>(var code, var message) -> unexpected(code + ": " + message);
    };
  }

  private <T> Read<T> unexpected(String why) {
    alarm("unexpected", why);
    return new Read.Unseen<>(why);
  }

  /** Raises an alarm: something is wrong that does not mend itself. */
  private void alarm(String what, Exception why) {
    alarm(what, String.valueOf(why.getMessage()));
  }

  void alarm(String what, String why) {
    LOG.error("Stripe, {}: {}", what, why);
    metrics.counter("dollr.gateway.alarms", "gateway", StripeCards.NAME, "kind", what).increment();
  }

  private static <T> Said<T> refused(InvalidRequestException e) {
    var code = Optional.ofNullable(e.getCode()).orElse("invalid_request");
    var message = Optional.ofNullable(e.getUserMessage()).orElse("The request was refused.");
    return status(e) == NOT_FOUND ? new Missing<>(code, message) : new Refused<>(code, message);
  }

  private static <T> Said<T> unknown(StripeException e) {
    var code = Optional.ofNullable(e.getCode()).orElse(e.getClass().getSimpleName());
    return new Unknown<>(status(e) == 0 ? code : "%s, status %d".formatted(code, status(e)));
  }

  private static int status(StripeException e) {
    return Optional.ofNullable(e.getStatusCode()).orElse(0);
  }
}
