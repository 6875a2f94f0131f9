package app.dollr.wire;

/** How a counterparty stands to the merchant. */
public enum RelationshipType {
  CUSTOMER,
  FRIEND,
  DONOR,
  DONEE,
  FAMILY,
  EMPLOYEE,
  SUPPLIER,
  CONTACT,
  SERVICE_PROVIDER,
  PARTNER,
  BENEFICIARY,
  SELF
}
