/**
 * The HTTP door of the platform: routes, reading of requests, answers, error bodies, limits, access
 * log and request metrics.
 *
 * <p>A room hands over its routes; a route's handler takes a {@link app.dollr.platform.http.Call}
 * and returns an {@link app.dollr.platform.http.Answer}. What is wrong with a call is thrown as a
 * {@link app.dollr.platform.errors.Refused}; this package alone turns it into a status and a body.
 */
@NullMarked
package app.dollr.platform.http;

import org.jspecify.annotations.NullMarked;
