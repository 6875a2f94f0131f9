package app.dollr.access;

import java.time.Duration;

/**
 * The settings of access.
 *
 * @param tokenLifetime whole minutes
 * @param failuresPerClient failed token calls a minute with one client id
 * @param failuresPerAddress failed token calls a minute from one address
 */
public record AccessConfig(Duration tokenLifetime, int failuresPerClient, int failuresPerAddress) {
  public static final AccessConfig DEFAULT = new AccessConfig(Duration.ofHours(1), 10, 100);
}
