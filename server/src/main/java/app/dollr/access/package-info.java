/**
 * Who may call: client credentials, and the bearer tokens they are exchanged for.
 *
 * <p>Tables: {@code access.client} (the lookup from client id to merchant), {@code
 * access.signing_key}. It publishes no events.
 */
@NullMarked
package app.dollr.access;

import org.jspecify.annotations.NullMarked;
