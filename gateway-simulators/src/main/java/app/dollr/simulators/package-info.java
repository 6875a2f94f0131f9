/**
 * What payment gateways do with their published test data. Nothing here knows the platform: it is
 * what stands on the other side.
 *
 * <p>A simulator is served over HTTP by {@link app.dollr.simulators.SimulatorServer}, and
 * misbehaves as its {@link app.dollr.simulators.Faults} say.
 */
@NullMarked
package app.dollr.simulators;

import org.jspecify.annotations.NullMarked;
