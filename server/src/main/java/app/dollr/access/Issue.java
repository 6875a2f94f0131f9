package app.dollr.access;

import app.dollr.platform.database.Done;
import app.dollr.platform.database.Step;

/**
 * Credentials that come into force with the transaction that {@code step} runs in.
 *
 * @param step writes the client
 */
public record Issue(Credentials credentials, Step<Done> step) {}
