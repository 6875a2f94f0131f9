/**
 * Sessions: occasions to collect, pay out, transfer or refund once, at the rates of the moment they
 * were opened; checkouts, which make a document and a link to pay it in one call; and links to pay
 * documents or to see their receipts, found by tokens nobody can guess.
 *
 * <p>Tables: {@code checkout.session}, {@code checkout.link}. It publishes no events.
 */
@NullMarked
package app.dollr.checkout;

import org.jspecify.annotations.NullMarked;
