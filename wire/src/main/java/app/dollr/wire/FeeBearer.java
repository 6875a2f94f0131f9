package app.dollr.wire;

/** Who pays the fees: the payer on top of the total, or the payee out of it. */
public enum FeeBearer {
  PAYER,
  PAYEE
}
