/**
 * Whom a merchant deals with (parties), and as what (counterparties).
 *
 * <p>Tables: {@code parties.party}, {@code parties.counterparty}. It publishes no events.
 */
@NullMarked
package app.dollr.parties;

import org.jspecify.annotations.NullMarked;
