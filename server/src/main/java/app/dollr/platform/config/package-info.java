/**
 * The reading of settings from the environment: typed, all problems at once, unknown names refused.
 */
@NullMarked
package app.dollr.platform.config;

import org.jspecify.annotations.NullMarked;
