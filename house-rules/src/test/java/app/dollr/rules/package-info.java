/** Tests of the code itself. */
@NullMarked
package app.dollr.rules;

import org.jspecify.annotations.NullMarked;
