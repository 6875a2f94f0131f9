package app.dollr.ledger;

/** What an account has in a currency, over all merchants. */
public record Balance(String currency, AccountType account, long minorUnits) {}
