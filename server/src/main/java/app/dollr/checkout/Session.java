package app.dollr.checkout;

import app.dollr.values.Money;
import app.dollr.values.SessionId;
import java.time.Instant;

/**
 * An occasion to move money once.
 *
 * @param amount for a checkout the document's total, which can no longer change
 * @param status as it is written; see {@link #isExpired}
 * @param createdAt as of when fees and rates are quoted
 */
public record Session(
    SessionId id,
    Purpose purpose,
    Money amount,
    SessionStatus status,
    Instant expiresAt,
    Instant createdAt,
    Instant updatedAt) {

  /** Whether its time has run out; that is not written anywhere. */
  public boolean isExpired(Instant now) {
    return status == SessionStatus.ACTIVE && !now.isBefore(expiresAt);
  }
}
