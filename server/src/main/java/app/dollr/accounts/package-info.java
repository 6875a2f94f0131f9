/**
 * Payment accounts: where a party pays from or is paid to.
 *
 * <p>Tables: {@code accounts.payment_account}. It publishes no events.
 */
@NullMarked
package app.dollr.accounts;

import org.jspecify.annotations.NullMarked;
