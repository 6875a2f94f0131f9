/** State machines as one list of steps. */
@NullMarked
package app.dollr.platform.lifecycle;

import org.jspecify.annotations.NullMarked;
