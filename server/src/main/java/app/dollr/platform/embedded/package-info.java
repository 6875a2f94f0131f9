/**
 * The PostgreSQL that comes with the program: the real server, unpacked from a jar, started in a
 * folder of its own, and stopped again.
 *
 * <p>{@link app.dollr.platform.embedded.EmbeddedPostgres} is the door. One process at a time owns a
 * folder; a server that outlived its process is taken over, or restarted when it runs with other
 * settings than wanted. The server listens on 127.0.0.1 only, knows nobody without a password, and
 * is durable unless the caller asked for a throw-away.
 *
 * <p>What lies in the folder: {@code bin-…} the unpacked programs, {@code data} the database,
 * {@code passwords} of the three roles (mode 600), {@code postgres.log} and its predecessor, {@code
 * port} the last one used, {@code lock} and {@code owner} against a second process.
 */
@NullMarked
package app.dollr.platform.embedded;

import org.jspecify.annotations.NullMarked;
