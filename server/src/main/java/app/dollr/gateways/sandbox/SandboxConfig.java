package app.dollr.gateways.sandbox;

import java.time.Duration;

/**
 * The settings of the simulated operators.
 *
 * @param settlementDelay from taking an instruction to working it off; with zero the answer to an
 *     instruction says what became of it
 * @param haste by how much lateness is divided; 1 but in tests of faults
 */
public record SandboxConfig(Duration settlementDelay, int haste) {
  private static final Duration LATENESS = Duration.ofMinutes(10);
  private static final Duration SLOWNESS = Duration.ofSeconds(30);

  public static final SandboxConfig DEFAULT = new SandboxConfig(Duration.ofSeconds(2), 1);

  /** How long after the settlement a late callback comes. */
  Duration lateness() {
    return LATENESS.dividedBy(haste);
  }

  /** How long a slow answer takes. */
  Duration slowness() {
    return SLOWNESS.dividedBy(haste);
  }
}
