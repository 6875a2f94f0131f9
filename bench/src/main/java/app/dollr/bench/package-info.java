/**
 * The benchmark: the running server, driven over HTTP, measured against the least SQL that a
 * payment needs, on the same PostgreSQL in the same run.
 */
@NullMarked
package app.dollr.bench;

import org.jspecify.annotations.NullMarked;
