package app.dollr.checkout;

import app.dollr.documents.DocumentKind;
import app.dollr.values.CounterpartyId;
import app.dollr.values.DocumentId;
import app.dollr.values.ExecutionId;
import app.dollr.values.PaymentAccountId;
import app.dollr.values.WalletId;
import app.dollr.wire.FeeBearer;
import java.util.Optional;

/** What a session is for. */
public sealed interface Purpose {
  /** The kind of session it makes. */
  SessionKind kind();

  /** Collecting the total of a document. */
  record Checkout(DocumentKind documentKind, DocumentId document, FeeBearer feeBearer)
      implements Purpose {
    @Override
    public SessionKind kind() {
      return SessionKind.CHECKOUT;
    }
  }

  /** Paying out of a wallet to a payment account. */
  record Payout(WalletId wallet, PaymentAccountId account) implements Purpose {
    @Override
    public SessionKind kind() {
      return SessionKind.PAYOUT;
    }
  }

  /** Moving from a wallet into the wallet of a counterparty's party. */
  record Transfer(WalletId wallet, CounterpartyId counterparty) implements Purpose {
    @Override
    public SessionKind kind() {
      return SessionKind.TRANSFER;
    }
  }

  /** Giving back what was collected, out of a wallet. */
  record Refund(WalletId wallet, ExecutionId original, Optional<String> reason) implements Purpose {
    @Override
    public SessionKind kind() {
      return SessionKind.REFUND;
    }
  }
}
