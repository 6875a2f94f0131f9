/**
 * The systems that really move money, behind one interface: an instruction goes in, an outcome
 * comes out, and whatever is neither a clear yes nor a clear no is {@link
 * app.dollr.gateways.Outcome.Uncertain}.
 *
 * <p>The sub-packages are adapters that know nothing of each other. Tables: {@code gateways.key},
 * and {@code sandbox.payment}, the books of the simulators.
 */
@NullMarked
package app.dollr.gateways;

import org.jspecify.annotations.NullMarked;
