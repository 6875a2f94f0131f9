/**
 * The double-entry ledger: where every cent is, and how it got there.
 *
 * <p>A {@link app.dollr.ledger.Journal} is a set of postings, each moving an amount of one currency
 * from one account to another, so that it balances by its shape. Journals are added and never
 * changed. No posting holds a running balance; balances are what the postings add up to.
 *
 * <p>A wallet alone has a row with its balance, for it must not go below zero. A credit does not
 * touch that row: it adds a row to the unfolded ones, which a debit or a job folds in. So payments
 * into a busy wallet do not wait for each other.
 *
 * <p>Tables: {@code ledger.wallet}, {@code ledger.journal}, {@code ledger.unfolded}, {@code
 * ledger.seal}, {@code ledger.sealer}; {@code ledger.posting} shows journals posting by posting. It
 * publishes no events.
 */
@NullMarked
package app.dollr.ledger;

import org.jspecify.annotations.NullMarked;
