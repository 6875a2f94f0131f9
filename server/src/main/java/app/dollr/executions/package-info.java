/**
 * Executions: movements of money, from the caller's word to the gateway's.
 *
 * <p>An execution is claimed by the caller's reference, handed to a gateway once it is committed,
 * and moved along by {@link app.dollr.executions.Executions#apply} alone, whoever brings the
 * gateway's word: the submission, the gateway's callback, or the reconciler that asks for it.
 *
 * <p>Tables: {@code executions.execution}, {@code executions.gateway_exception}. It publishes no
 * events.
 */
@NullMarked
package app.dollr.executions;

import org.jspecify.annotations.NullMarked;
