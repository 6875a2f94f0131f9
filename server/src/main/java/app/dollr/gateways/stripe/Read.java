package app.dollr.gateways.stripe;

import app.dollr.gateways.Outcome;
import java.util.function.Function;

/** What a question to Stripe has brought. */
sealed interface Read<T> {
  /** An answer. */
  record Seen<T>(T answer) implements Read<T> {}

  /** None, or none that can be. */
  record Unseen<T>(String why) implements Read<T> {}

  /** What an answer means; without one there is no telling. */
  default Outcome outcome(Function<T, Outcome> meaning) {
    return switch (this) {
      case Seen<T>(var answer) -> meaning.apply(answer);
      case Unseen<T>(var why) -> new Outcome.Uncertain(why);
    };
  }

  /** What follows from an answer. */
  default <U> Read<U> then(Function<T, Read<U>> next) {
    return switch (this) {
      case Seen<T>(var answer) -> next.apply(answer);
      case Unseen<T>(var why) -> new Unseen<>(why);
    };
  }
}
