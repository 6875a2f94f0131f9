package app.dollr.ledger;

import app.dollr.values.Money;

/**
 * An amount that goes from one account to another.
 *
 * @param amount more than nothing
 */
public record Posting(AccountType from, AccountType to, Money amount) {
  public Posting {
    if (!amount.isPositive()) {
      throw new IllegalArgumentException("a posting of %s".formatted(amount));
    }
    if (from == to) {
      throw new IllegalArgumentException("a posting from %s to itself".formatted(from));
    }
  }
}
