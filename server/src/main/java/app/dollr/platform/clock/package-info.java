/** Time, which is handed in wherever it is needed. */
@NullMarked
package app.dollr.platform.clock;

import org.jspecify.annotations.NullMarked;
