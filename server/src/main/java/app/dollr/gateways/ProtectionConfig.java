package app.dollr.gateways;

import java.time.Duration;

/**
 * The settings of what stands between the platform and its gateways.
 *
 * @param haste by how much waiting times are divided; 1 but in tests of faults
 */
public record ProtectionConfig(int haste) {
  private static final Duration LEFT_ALONE = Duration.ofSeconds(10);

  /** How long a gateway is left alone that does not answer. */
  Duration leftAlone() {
    return LEFT_ALONE.dividedBy(haste);
  }
}
