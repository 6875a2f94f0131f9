package app.dollr.values;

/**
 * The public half of a merchant's API credentials.
 *
 * @param value 1 to 64 visible ASCII characters
 */
public record ClientId(String value) {
  private static final int LONGEST = 64;

  public ClientId {
    if (value.isEmpty()
        || value.length() > LONGEST
        || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException("a client id has 1 to 64 visible ASCII characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
