package app.dollr.gateways;

import app.dollr.routing.Operators;
import java.time.Instant;
import java.util.Optional;

/**
 * A system that moves money when told to. It is never called inside a transaction; what it knows of
 * its operators it has at hand, without a call.
 */
public interface Gateway extends Operators {
  /** The name it is kept under, such as {@code sandbox}. */
  String name();

  /**
   * Tells it to move money. Safe to repeat: the instruction's key moves money once at most.
   *
   * @return {@link Outcome.Taken}, or what became of it if that is known already; whatever goes
   *     wrong on the way is {@link Outcome.Uncertain}, and nothing is thrown
   */
  Outcome submit(Instruction instruction);

  /**
   * Asks what became of an instruction; as {@link #submit}, and {@link Outcome.Absent} when it
   * knows nothing of it.
   */
  Outcome ask(Instruction instruction);

  /**
   * Calls off an instruction that waits for its payer. Safe to repeat.
   *
   * @return {@link Outcome.Declined} once it can move no money any more, {@link Outcome.Confirmed}
   *     when it has; else as {@link #ask}, which is all that can be done where nothing can be
   *     called off
   */
  default Outcome cancel(Instruction instruction) {
    return ask(instruction);
  }

  /** Whether it names nothing but the key when it calls back, so that keys must be remembered. */
  default boolean callsBackByKey() {
    return false;
  }

  /** Whether it can be asked on whose network a number is. */
  default boolean predicts() {
    return false;
  }

  /** Whether it takes one refund of a payment at a time, so that others of it have to wait. */
  default boolean takesRefundsInTurn() {
    return false;
  }

  /** What it knows of cards; empty when it takes none. */
  default Optional<Cards> cards() {
    return Optional.empty();
  }

  /** When it last told how it stands with its operators; empty when it never did, or has none. */
  default Optional<Instant> operatorsKnownAt() {
    return Optional.empty();
  }

  /** Whether it can be reached, as far as the latest calls tell. */
  default Condition condition() {
    return Condition.UP;
  }
}
