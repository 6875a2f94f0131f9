/**
 * The simulated mobile-money operators of the sandbox: they keep books of their own, decide by the
 * last three digits of the phone number, and can be told to misbehave.
 */
@NullMarked
package app.dollr.gateways.sandbox;

import org.jspecify.annotations.NullMarked;
