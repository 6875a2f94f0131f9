/**
 * What payment gateways do with their published test data. Nothing here knows the platform: it is
 * what stands on the other side.
 */
@NullMarked
package app.dollr.simulators;

import org.jspecify.annotations.NullMarked;
