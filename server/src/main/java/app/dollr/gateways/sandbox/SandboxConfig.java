package app.dollr.gateways.sandbox;

import java.time.Duration;

/**
 * The settings of the simulated operators.
 *
 * @param settlementDelay from taking an instruction to working it off; with zero the answer to an
 *     instruction says what became of it
 */
public record SandboxConfig(Duration settlementDelay) {
  public static final SandboxConfig DEFAULT = new SandboxConfig(Duration.ofSeconds(2));
}
