package app.dollr.client;

import app.dollr.wire.SourceType;
import java.util.List;

/**
 * A collection with everything that was made, or taken from the request, for it.
 *
 * @param sourceType INVOICE or ORDER
 * @param sourceId the invoice's or order's id
 * @param sourceNumber its number, such as {@code INV-2026-00042}
 * @param lineIds its lines, in the order of the request's items
 * @param referenceId the payment's name, to ask its status with
 * @param outcome how the payment stood when it was last looked at
 */
public record CollectResult(
    long partyId,
    long counterpartyId,
    SourceType sourceType,
    long sourceId,
    String sourceNumber,
    List<Long> lineIds,
    long paymentAccountId,
    long sessionId,
    String referenceId,
    Outcome outcome) {
  public CollectResult {
    lineIds = List.copyOf(lineIds);
  }

  CollectResult with(Outcome later) {
    return new CollectResult(
        partyId,
        counterpartyId,
        sourceType,
        sourceId,
        sourceNumber,
        lineIds,
        paymentAccountId,
        sessionId,
        referenceId,
        later);
  }
}
