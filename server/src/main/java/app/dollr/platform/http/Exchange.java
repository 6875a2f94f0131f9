package app.dollr.platform.http;

import java.time.Duration;
import java.util.Optional;

/**
 * One request that was answered.
 *
 * @param operation the route's name, or {@code none} where nothing is served
 * @param path as it was asked for, with numbers masked
 * @param traceParent the trace it is part of, as the caller tells it
 */
public record Exchange(
    String operation,
    String method,
    String path,
    Optional<Caller> caller,
    String requestId,
    String address,
    Optional<String> traceParent,
    Answer answer,
    Duration took) {}
