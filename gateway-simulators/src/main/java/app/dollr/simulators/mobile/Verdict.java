package app.dollr.simulators.mobile;

import java.util.Map;
import java.util.Optional;

/**
 * What an operator decides.
 *
 * @param code why not; empty when the money moves
 */
public record Verdict(boolean completed, Optional<String> code, Optional<String> message) {
  private static final Verdict YES = new Verdict(true, Optional.empty(), Optional.empty());
  private static final String NEVER = "129";
  private static final int SUFFIX = 3;

  private static final Map<String, Verdict> OF_PAYERS =
      Map.of(
          "019", no("PAYER_LIMIT_REACHED", "The payer has reached a limit of their wallet."),
          "029", no("PAYER_NOT_FOUND", "The phone number has no wallet with this operator."),
          "039", no("PAYMENT_NOT_APPROVED", "The payer did not approve the payment."),
          "049", no("INSUFFICIENT_BALANCE", "The payer has too little money in their wallet."),
          "069", no("UNSPECIFIED_FAILURE", "The operator did not say why it failed."));

  private static final Map<String, Verdict> OF_RECIPIENTS =
      Map.of(
          "089", no("RECIPIENT_NOT_FOUND", "The phone number has no wallet with this operator."),
          "099", no("WALLET_LIMIT_REACHED", "The recipient's wallet cannot hold as much."),
          "109", no("RECIPIENT_LIMIT_REACHED", "The recipient has reached a limit."),
          "119", no("UNSPECIFIED_FAILURE", "The operator did not say why it failed."));

  /** Which way money takes, as a wallet's owner sees it. */
  public enum Direction {
    /** Out of the wallet. */
    PAYS,
    /** Into the wallet. */
    RECEIVES
  }

  /**
   * The decision about a number; empty for one that is left waiting until told otherwise.
   *
   * @param digits at least three
   */
  public static Optional<Verdict> on(Direction direction, String digits) {
    var suffix = digits.substring(digits.length() - SUFFIX);
    if (suffix.equals(NEVER)) {
      return Optional.empty();
    }
    var table =
        switch (direction) {
          case PAYS -> OF_PAYERS;
          case RECEIVES -> OF_RECIPIENTS;
        };
    return Optional.of(table.getOrDefault(suffix, YES));
  }

  /** The money moves. */
  public static Verdict yes() {
    return YES;
  }

  /** The money does not move, for this reason. */
  public static Verdict no(String code, String message) {
    return new Verdict(false, Optional.of(code), Optional.of(message));
  }
}
