/**
 * The ways money can take: methods, the networks behind them, their markets, currencies and
 * operations, and what a phone number tells of its operator.
 *
 * <p>It has no tables: what it knows is configuration. It publishes no events.
 */
@NullMarked
package app.dollr.routing;

import org.jspecify.annotations.NullMarked;
