package app.dollr.wire;

/** An absolute URL of a page that the platform serves. */
public record LinkResponse(String url) {}
