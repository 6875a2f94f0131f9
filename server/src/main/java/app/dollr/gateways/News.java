package app.dollr.gateways;

import app.dollr.values.MerchantId;
import app.dollr.values.ReferenceId;
import app.dollr.wire.OperationType;
import java.util.Optional;

/**
 * What a gateway says without being asked. It may come twice, late, out of order, or be wrong.
 *
 * @param gateway the name of the gateway that speaks
 * @param operation what it says it was told to do
 * @param comparison what holds all it says against what it was told, where it says more than this
 */
public record News(
    String gateway,
    MerchantId merchant,
    ReferenceId reference,
    OperationType operation,
    Outcome outcome,
    Optional<Comparison> comparison) {

  /** What holds a gateway's word against what it was told. */
  public interface Comparison {
    /** What the word means for who was told this. */
    Outcome with(Instruction told);
  }

  public News(
      String gateway,
      MerchantId merchant,
      ReferenceId reference,
      OperationType operation,
      Outcome outcome) {
    this(gateway, merchant, reference, operation, outcome, Optional.empty());
  }

  /** What it means for what the gateway was told. */
  public Outcome about(Instruction told) {
    return comparison.map(compared -> compared.with(told)).orElse(outcome);
  }
}
