package app.dollr.ledger;

import app.dollr.values.ExecutionId;
import app.dollr.values.JournalId;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.WalletId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One movement in a merchant's books.
 *
 * @param execution whose movement it is
 * @param wallet which of the merchant's wallets WALLET and RESERVED mean
 * @param partyWallet which wallet PARTY_WALLET means
 * @param gateway which gateway the gateway accounts mean
 */
public record Journal(
    MerchantId merchant,
    JournalId id,
    JournalKind kind,
    Optional<ExecutionId> execution,
    Optional<WalletId> wallet,
    Optional<WalletId> partyWallet,
    Optional<String> gateway,
    List<Posting> postings,
    Instant createdAt) {
  public Journal {
    postings = List.copyOf(postings);
  }

  /** The postings of a journal while they are written down; amounts of nothing are left out. */
  public static final class Postings {
    private final List<Posting> postings = new ArrayList<>();

    /** An amount that goes from one account to another; a negative one goes the other way. */
    public Postings add(AccountType from, AccountType to, Money amount) {
      if (amount.isPositive()) {
        postings.add(new Posting(from, to, amount));
      } else if (amount.isNegative()) {
        postings.add(new Posting(to, from, amount.negated()));
      }
      return this;
    }

    public List<Posting> all() {
      return List.copyOf(postings);
    }
  }
}
