/**
 * What simulated mobile-money operators decide, by the last three digits of the phone number. The
 * sandbox in the platform's own process and the simulated pawaPay both ask here.
 */
@NullMarked
package app.dollr.simulators.mobile;

import org.jspecify.annotations.NullMarked;
