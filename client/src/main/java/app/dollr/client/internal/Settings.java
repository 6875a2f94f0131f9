package app.dollr.client.internal;

import app.dollr.client.RetryPolicy;
import app.dollr.client.Sleeper;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What every call of one client has in common.
 *
 * @param baseUrl scheme, host and perhaps a path, without a slash at the end
 * @param tryTimeout how long one try may take, connecting and the whole answer included
 * @param callTimeout how long a call may take with all its tries and waits
 */
public record Settings(
    URI baseUrl,
    String userAgent,
    HttpClient http,
    Duration tryTimeout,
    Duration callTimeout,
    RetryPolicy retry,
    Clock clock,
    Sleeper sleeper,
    RandomGenerator random) {}
