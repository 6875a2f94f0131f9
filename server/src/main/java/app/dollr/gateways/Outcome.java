package app.dollr.gateways;

import app.dollr.values.Money;
import app.dollr.values.Secret;
import java.util.Optional;

/** What a gateway says of an instruction. */
public sealed interface Outcome {

  /** It has taken the instruction, and will say later what became of it. */
  record Taken() implements Outcome {}

  /**
   * It has taken the instruction, and the payer has to act in a browser.
   *
   * @param clientSecret by which that browser finishes the payment
   */
  record ActionRequired(Secret clientSecret) implements Outcome {}

  /**
   * The payer's bank has refused, or the payer was not authenticated. The instruction is still
   * open: until it is called off, another attempt may move the money.
   *
   * @param code the gateway's word for why, such as {@code insufficient_funds}
   * @param message the same for the payer
   */
  record Rejected(String code, String message) implements Outcome {}

  /**
   * The money has moved.
   *
   * @param amount that moved, which need not be what was asked for
   * @param transaction the operator's own id, which the payer sees too
   */
  record Confirmed(Money amount, Optional<String> transaction) implements Outcome {}

  /**
   * Money has moved, but not as it was told: from or to somebody else, or for something else.
   *
   * @param amount that moved
   * @param transaction the operator's own id
   * @param how it differs, for the operator
   */
  record Contradicted(Money amount, Optional<String> transaction, String how) implements Outcome {}

  /**
   * The money has not moved and will not.
   *
   * @param code the gateway's word for why, such as {@code PAYMENT_NOT_APPROVED}
   * @param message the same for people
   */
  record Declined(String code, String message) implements Outcome {}

  /** It knows nothing of such an instruction: at this moment. */
  record Absent() implements Outcome {}

  /**
   * It has not taken the instruction, for something else has to end first; told again later, under
   * the same key, it will.
   *
   * @param why for the log
   */
  record NotNow(String why) implements Outcome {}

  /**
   * There is no telling: no answer, or none that can be read. The money may have moved.
   *
   * @param why for the log
   */
  record Uncertain(String why) implements Outcome {}
}
