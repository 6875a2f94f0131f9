package app.dollr.wire;

/** The kind of document that money is collected for; SUBSCRIPTION is reserved. */
public enum SourceType {
  INVOICE,
  ORDER,
  SUBSCRIPTION
}
