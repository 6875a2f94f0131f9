/**
 * What can be refused: the one list of error codes, and the refusal that carries them out of any
 * room.
 */
@NullMarked
package app.dollr.platform.errors;

import org.jspecify.annotations.NullMarked;
