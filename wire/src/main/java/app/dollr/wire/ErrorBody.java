package app.dollr.wire;

/** The body of every error: detail is a text, or for 422 a list of problems. */
public record ErrorBody(Object detail, String message) {}
