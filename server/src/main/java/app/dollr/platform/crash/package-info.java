/** Places at which tests let the process die, as a power cut or {@code kill -9} would. */
@NullMarked
package app.dollr.platform.crash;

import org.jspecify.annotations.NullMarked;
