/**
 * The merchants of the platform.
 *
 * <p>Tables: {@code merchants.merchant}. It publishes no events.
 */
@NullMarked
package app.dollr.merchants;

import org.jspecify.annotations.NullMarked;
