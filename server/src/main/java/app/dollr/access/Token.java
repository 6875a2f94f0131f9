package app.dollr.access;

import app.dollr.values.Secret;
import java.time.Duration;

/** A bearer token and how long it is good for. */
public record Token(Secret value, Duration lifetime) {}
