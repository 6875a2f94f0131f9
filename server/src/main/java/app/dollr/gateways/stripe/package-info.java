/**
 * Stripe: cards, the money that comes back, and what it says without being asked.
 *
 * <p>Every call carries the instruction's key as its {@code Idempotency-Key}, so that it moves
 * money once however often it is sent. Tables: {@code stripe.attempt}, which object at Stripe an
 * instruction became; {@code stripe.told}, what Stripe has told and is to be looked into.
 */
@NullMarked
package app.dollr.gateways.stripe;

import org.jspecify.annotations.NullMarked;
