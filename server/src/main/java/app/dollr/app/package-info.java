/**
 * The program: its configuration, the list that builds everything, and its beginning and end. The
 * only place that names a concrete gateway.
 */
@NullMarked
package app.dollr.app;

import org.jspecify.annotations.NullMarked;
