/** Spans for OpenTelemetry, where an endpoint for them is set. */
@NullMarked
package app.dollr.platform.tracing;

import org.jspecify.annotations.NullMarked;
