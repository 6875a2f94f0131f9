package app.dollr.checkout;

import app.dollr.documents.DocumentKind;
import app.dollr.values.DocumentId;
import app.dollr.values.Money;
import app.dollr.values.SessionId;
import app.dollr.wire.FeeBearer;
import java.time.Instant;

/**
 * An occasion to pay a document.
 *
 * @param total the document's, which can no longer change
 * @param status as it is written; see {@link #isExpired}
 */
public record CheckoutSession(
    SessionId id,
    DocumentKind kind,
    DocumentId document,
    Money total,
    FeeBearer feeBearer,
    SessionStatus status,
    Instant expiresAt,
    Instant createdAt,
    Instant updatedAt) {

  /** Whether its time has run out; that is not written anywhere. */
  public boolean isExpired(Instant now) {
    return status == SessionStatus.ACTIVE && !now.isBefore(expiresAt);
  }
}
