/**
 * Creating calls that are made once, however often they are sent: by their {@code Idempotency-Key}.
 *
 * <p>Tables: {@code platform.idempotency_key}.
 */
@NullMarked
package app.dollr.platform.idempotency;

import org.jspecify.annotations.NullMarked;
