/**
 * What tests of every module need: databases on the embedded PostgreSQL, a clock set by hand, and
 * many threads at once. It travels as the test jar of the server.
 */
@NullMarked
package app.dollr.testing;

import org.jspecify.annotations.NullMarked;
