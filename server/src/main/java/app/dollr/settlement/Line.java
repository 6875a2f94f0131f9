package app.dollr.settlement;

import app.dollr.values.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A line of a gateway's statement.
 *
 * @param id by which the gateway knows it, or what tells it from every other
 * @param amount that has moved; what has left our account is negative
 * @param fee the gateway has charged for it, where the line says so; of a FEE it is its amount
 * @param balance of our account after it, where the statement says so
 * @param key of the instruction
 * @param transaction the gateway's own id of what was moved
 */
record Line(
    String id,
    LineKind kind,
    Money amount,
    Optional<Money> fee,
    Optional<UUID> key,
    Optional<String> transaction,
    Instant happenedAt,
    Optional<Money> balance) {

  /** By how much it has changed our account, whatever the books say. */
  Money net() {
    return kind == LineKind.FEE ? charged().negated() : amount.minus(charged());
  }

  /** What the gateway has charged. */
  Money charged() {
    return fee.orElseGet(() -> Money.zero(amount.currency()));
  }
}
