package app.dollr.wire;

/** The kind of an owner of documents, counterparties and fee tiers. */
public enum OwnerType {
  USER,
  MICRO_ORGANIZATION,
  ORGANIZATION
}
