/** The keeping of secrets at rest: sealed when they are needed again, hashed when they are not. */
@NullMarked
package app.dollr.platform.secrets;

import org.jspecify.annotations.NullMarked;
