/**
 * Checkout sessions: occasions to pay a document, at the rates of the moment they were opened.
 *
 * <p>Tables: {@code checkout.session}. It publishes no events.
 */
@NullMarked
package app.dollr.checkout;

import org.jspecify.annotations.NullMarked;
