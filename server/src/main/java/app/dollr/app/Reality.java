package app.dollr.app;

import app.dollr.platform.config.Environment;
import app.dollr.platform.config.Setting;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Which gateways live mode is connected to. */
enum Reality {
  /** The real ones, by https. */
  REAL,
  /** Simulators on this machine, with which no real money can move. */
  SIMULATED;

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Refuses a gateway's URL that is not of this kind. */
  void refuseUnsafe(Environment environment, Setting<?> setting, URI url) {
    switch (this) {
      case REAL -> {
        if (!"https".equals(url.getScheme())) {
          environment.refuse(
              "%s: '%s' is not https; only DOLLR_GATEWAYS=simulated may do without"
                  .formatted(setting.name(), url));
        }
      }
      case SIMULATED -> {
        if (!THIS_MACHINE.contains(Optional.ofNullable(url.getHost()).orElse(""))) {
          environment.refuse(
              "%s: '%s' is not on this machine, as DOLLR_GATEWAYS=simulated demands"
                  .formatted(setting.name(), url));
        }
      }
    }
  }
}
