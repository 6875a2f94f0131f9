/** The one place that ids and secrets are drawn from. */
@NullMarked
package app.dollr.platform.random;

import org.jspecify.annotations.NullMarked;
