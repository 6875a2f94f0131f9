/**
 * The SDK's inside, which may change with every version: do not use it from outside this build (the
 * CLI, built and shipped together with it, does so for the operator's calls).
 *
 * <p>A {@link app.dollr.client.internal.Call} says what is wanted and walks a chain of {@link
 * app.dollr.client.internal.Step}s: authenticate, retry, send, read. What changes on the way (the
 * token, whether an earlier try may have got through) travels beside it as a {@link
 * app.dollr.client.internal.Trip}. Failures come back as exceptions, and each step looks at those
 * it can do something about.
 */
@NullMarked
package app.dollr.client.internal;

import org.jspecify.annotations.NullMarked;
