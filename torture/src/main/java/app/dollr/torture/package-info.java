/**
 * The running server under faults: many clients move money at random while processes are killed,
 * networks break and the other side lies, by a plan that a seed repeats; then what must hold is
 * checked, reference by reference, against the other side's book.
 */
@NullMarked
package app.dollr.torture;

import org.jspecify.annotations.NullMarked;
