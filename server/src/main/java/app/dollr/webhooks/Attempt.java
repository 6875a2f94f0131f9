package app.dollr.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt to deliver.
 *
 * @param status of the answer
 * @param error why there was none
 * @param answer the beginning of the answer's body
 */
record Attempt(
    int number,
    Instant beganAt,
    Duration took,
    Optional<Integer> status,
    Optional<String> error,
    Optional<String> answer) {

  /** Whether the receiver has it. */
  boolean arrived() {
    return status.filter(code -> code >= 200 && code < 300).isPresent();
  }
}
