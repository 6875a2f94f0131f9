package app.dollr.gateways.sandbox;

import app.dollr.gateways.News;
import app.dollr.gateways.Outcome;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.ReferenceId;
import app.dollr.wire.OperationType;
import java.util.Optional;
import java.util.UUID;

/**
 * An instruction in the simulators' books.
 *
 * @param paid what moves, or moved
 */
record Entry(
    UUID key,
    MerchantId merchant,
    ReferenceId reference,
    OperationType operation,
    Status status,
    Money paid,
    String transaction,
    Optional<String> code,
    Optional<String> message) {

  /** Where it stands at the operator. */
  enum Status {
    PENDING,
    COMPLETED,
    FAILED
  }

  Outcome outcome() {
    return switch (status) {
      case PENDING -> new Outcome.Taken();
      case COMPLETED -> new Outcome.Confirmed(paid, Optional.of(transaction));
      case FAILED -> new Outcome.Declined(code.orElse(""), message.orElse(""));
    };
  }

  News news() {
    return new News(SandboxGateway.NAME, merchant, reference, operation, outcome());
  }
}
