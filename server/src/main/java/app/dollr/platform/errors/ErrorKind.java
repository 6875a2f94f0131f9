package app.dollr.platform.errors;

/** Whose fault an error is. */
public enum ErrorKind {
  /** The request is wrong; the same request will be refused again. */
  CALLER,
  /** The request was right, but what it names is no longer in the state it needs. */
  CONFLICT,
  /** A payment provider said no, or is not there. */
  PROVIDER,
  /** The platform failed, or has too much to do. */
  OURS
}
