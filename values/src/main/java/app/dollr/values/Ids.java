package app.dollr.values;

/** What all typed ids have in common. */
final class Ids {
  private Ids() {}

  static void check(long value) {
    if (value <= 0) {
      throw new IllegalArgumentException("an id is positive, not %d".formatted(value));
    }
  }
}
