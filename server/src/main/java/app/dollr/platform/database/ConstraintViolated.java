package app.dollr.platform.database;

/** What is thrown when a named constraint refused a statement; a store translates it. */
public final class ConstraintViolated extends RuntimeException {
  private final String constraint;

  ConstraintViolated(String constraint, Throwable cause) {
    super(constraint, cause);
    this.constraint = constraint;
  }

  public String constraint() {
    return constraint;
  }
}
