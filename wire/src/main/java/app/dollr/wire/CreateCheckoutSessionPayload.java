package app.dollr.wire;

/** A checkout session to open on a published document. */
public record CreateCheckoutSessionPayload(long sourceId, SourceType sourceType) {}
