package app.dollr.executions;

import java.time.Instant;
import java.util.Optional;

/**
 * A finding as it is kept, until an operator settles it.
 *
 * @param resolution how it was settled; empty while it waits
 * @param reinstatedAt when the gateway gave back what a dispute had taken into SUSPENSE
 */
record GatewayException(
    long id,
    Finding finding,
    Instant notedAt,
    Optional<Resolution> resolution,
    Optional<Instant> resolvedAt,
    Optional<Instant> reinstatedAt) {}
