package app.dollr.client;

import app.dollr.wire.ExecutionStatus;
import app.dollr.wire.OperationType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which payments to list; what is null does not narrow the list.
 *
 * @param operation what kind they are of
 * @param status where they stand
 * @param currency the payer's, three upper-case letters
 * @param createdFrom when they were accepted at the earliest
 * @param createdBefore before when they were accepted
 */
public record PaymentFilter(
    @Nullable OperationType operation,
    @Nullable ExecutionStatus status,
    @Nullable String currency,
    @Nullable Instant createdFrom,
    @Nullable Instant createdBefore) {
  /** All of them. */
  public static PaymentFilter all() {
    return new PaymentFilter(null, null, null, null, null);
  }

  /** Only those of that kind. */
  public PaymentFilter operation(OperationType only) {
    return new PaymentFilter(only, status, currency, createdFrom, createdBefore);
  }

  /** Only those that stand so. */
  public PaymentFilter status(ExecutionStatus only) {
    return new PaymentFilter(operation, only, currency, createdFrom, createdBefore);
  }

  /** Only those in that currency. */
  public PaymentFilter currency(String only) {
    return new PaymentFilter(operation, status, only, createdFrom, createdBefore);
  }

  /** Only those accepted from {@code from} on and before {@code before}. */
  public PaymentFilter between(Instant from, Instant before) {
    return new PaymentFilter(operation, status, currency, from, before);
  }
}
