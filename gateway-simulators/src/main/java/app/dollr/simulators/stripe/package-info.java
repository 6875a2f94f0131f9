/**
 * Stripe, as far as card payments need it: test cards, the life of a PaymentIntent, refunds. Pure
 * values; whoever simulates Stripe keeps them.
 *
 * <p>From <a href="https://docs.stripe.com/testing">Stripe's test data</a> and <a
 * href="https://docs.stripe.com/payments/paymentintents/lifecycle">life of a PaymentIntent</a>.
 */
@NullMarked
package app.dollr.simulators.stripe;

import org.jspecify.annotations.NullMarked;
