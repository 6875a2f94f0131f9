/** JSON as this platform reads and writes it: exact numbers, snake case, UTC timestamps. */
@NullMarked
package app.dollr.platform.json;

import org.jspecify.annotations.NullMarked;
