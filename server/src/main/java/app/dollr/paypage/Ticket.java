package app.dollr.paypage;

import app.dollr.values.CurrencyCode;
import app.dollr.values.Money;
import app.dollr.values.ReferenceId;
import app.dollr.wire.PaymentMethod;
import java.time.Instant;
import java.util.Optional;

/**
 * What a page carries sealed, so that paying means what was shown on it.
 *
 * @param link the page's link
 * @param quotedAt as of when its amounts are
 * @param reference under which it pays, once however often its form is sent
 * @param shown what the payer was told to pay, and how; empty where he has not chosen yet
 */
record Ticket(long link, Instant quotedAt, ReferenceId reference, Optional<Shown> shown) {
  private static final String NOTHING = "-";

  /** An amount on a page, for one way to pay. */
  record Shown(PaymentMethod method, Money amount) {}

  String written() {
    var amount =
        shown
            .map(s ->
                "%s|%d|%s"
                    .formatted(s.method(), s.amount().minorUnits(), s.amount().currency().code()))
            .orElse(NOTHING);
    return "%d|%s|%s|%s".formatted(link, quotedAt, reference, amount);
  }

  /**
   * @throws IllegalArgumentException when it is none
   */
  static Ticket read(String written) {
    var parts = written.split("\\|", -1);
    var shown =
        parts[3].equals(NOTHING)
            ? Optional.<Shown>empty()
            : Optional.of(
                new Shown(
                    PaymentMethod.valueOf(parts[3]),
                    new Money(Long.parseLong(parts[4]), new CurrencyCode(parts[5]))));
    return new Ticket(
        Long.parseLong(parts[0]), Instant.parse(parts[1]), ReferenceId.parse(parts[2]), shown);
  }
}
