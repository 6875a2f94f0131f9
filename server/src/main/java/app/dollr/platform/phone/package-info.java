/** The reading of phone numbers as people write them. */
@NullMarked
package app.dollr.platform.phone;

import org.jspecify.annotations.NullMarked;
