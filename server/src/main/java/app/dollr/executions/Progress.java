package app.dollr.executions;

import java.time.Instant;
import java.util.Optional;

/**
 * How far an execution has come.
 *
 * @param sentAt when it was last handed to the gateway, set before that happens
 * @param absentAt when the gateway first said that it does not know it, since it was last sent
 * @param checks how often the gateway was asked about it
 * @param finalAt when it ended
 * @param payerUntil until when a payer may act for it in a browser; for cards only
 */
public record Progress(
    Instant acceptedAt,
    Optional<Instant> sentAt,
    Optional<Instant> absentAt,
    int checks,
    Optional<Instant> finalAt,
    Optional<Instant> payerUntil) {

  static Progress accepted(Instant now, Optional<Instant> payerUntil) {
    return new Progress(now, Optional.empty(), Optional.empty(), 0, Optional.empty(), payerUntil);
  }

  Progress sent(Instant now) {
    return new Progress(
        acceptedAt, Optional.of(now), Optional.empty(), checks, finalAt, payerUntil);
  }

  Progress ended(Instant now) {
    return new Progress(acceptedAt, sentAt, absentAt, checks, Optional.of(now), payerUntil);
  }
}
