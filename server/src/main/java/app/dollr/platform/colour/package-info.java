/** Colours, and whether one can be read on another. */
@NullMarked
package app.dollr.platform.colour;

import org.jspecify.annotations.NullMarked;
