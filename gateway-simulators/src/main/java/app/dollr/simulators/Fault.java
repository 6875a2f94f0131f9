package app.dollr.simulators;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One way in which a simulated gateway misbehaves when it is told to. */
public enum Fault {
  /** The request is carried out, and answered late. */
  LATENCY,
  /** The connection is cut before anything was done. */
  RESET_BEFORE,
  /** The request is carried out, and the connection is cut instead of an answer. */
  RESET_AFTER,
  /** The request is carried out, and the connection stays open without an answer. */
  HALF_OPEN,
  /** Nothing is done, and the answer is 503. */
  ERROR_BEFORE,
  /** The request is carried out, and the answer is 500. */
  ERROR_AFTER,
  /** The request is carried out, and the answer is not what anybody can read. */
  GARBAGE,
  /** Nothing is done, and the answer says that too much is asked: 429. */
  RATE_LIMIT,
  /** Nothing is done, for another request is at the same object. */
  LOCK_TIMEOUT,
  /** Nothing is done, for the first request with the same key is said to be under way still. */
  KEY_IN_USE,
  /** Nothing is done, for the key is said to be another request's. */
  KEY_OF_ANOTHER,
  /** Nothing is done, for the credentials are said to be wrong. */
  UNAUTHORIZED,
  /** Another amount is said to have moved than was asked for. */
  OTHER_AMOUNT,
  /** Another currency is said to have moved than was asked for. */
  OTHER_CURRENCY,
  /** A callback comes twice. */
  CALLBACK_TWICE,
  /** A callback comes after the one that follows it. */
  CALLBACK_REORDERED,
  /** A callback comes late. */
  CALLBACK_LATE,
  /** A callback never comes. */
  CALLBACK_LOST,
  /** A callback comes from somebody who does not know the key. */
  CALLBACK_FORGED,
  /** A callback is changed on its way. */
  CALLBACK_ALTERED,
  /** A callback comes without a signature. */
  CALLBACK_UNSIGNED,
  /** An answer about a payment names a status that nobody knows. */
  UNKNOWN_STATUS;

  /** The word for it in requests: {@code half_open}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The fault with this word. */
  public static Optional<Fault> of(String word) {
    return Arrays.stream(values()).filter(fault -> fault.word().equals(word)).findFirst();
  }
}
