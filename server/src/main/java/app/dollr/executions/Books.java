package app.dollr.executions;

import app.dollr.documents.DocumentKind;
import app.dollr.values.DocumentId;
import app.dollr.values.ExecutionId;
import app.dollr.values.WalletId;
import java.util.Optional;

/**
 * What an execution is for, and whose wallets it touches.
 *
 * @param wallet the merchant's, which is credited or debited
 * @param partyWallet the party's that is credited
 * @param document that is paid
 * @param original the collection that is given back
 */
public record Books(
    WalletId wallet,
    Optional<WalletId> partyWallet,
    Optional<PaidDocument> document,
    Optional<ExecutionId> original) {

  /** A document that is paid. */
  public record PaidDocument(DocumentKind kind, DocumentId id) {}
}
