/**
 * The values that rooms hand to each other: money, currencies, countries, phone numbers, references
 * and typed ids. Each checks itself when it is made, so that no method has to check it again.
 *
 * <p>No value here knows JSON, SQL or HTTP, and none is ever null.
 */
@NullMarked
package app.dollr.values;

import org.jspecify.annotations.NullMarked;
