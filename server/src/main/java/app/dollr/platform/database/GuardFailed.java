package app.dollr.platform.database;

/** What is thrown when a guard of a statement did not hold; nothing of its transaction remains. */
public final class GuardFailed extends RuntimeException {
  private final String guard;

  GuardFailed(String guard) {
    super(guard, null, false, false);
    this.guard = guard;
  }

  /** The name the SQL gave: the second argument of {@code platform.refuse_unless}. */
  public String guard() {
    return guard;
  }
}
