package app.dollr.gateways;

/**
 * One thing that was looked at, for the operator.
 *
 * @param name such as {@code pawapay.credentials}
 * @param found what was found, for people
 * @param remedy what to do about it; empty when it has passed
 */
public record Check(String name, boolean passed, String found, String remedy) {
  public static Check passed(String name, String found) {
    return new Check(name, true, found, "");
  }

  public static Check failed(String name, String found, String remedy) {
    return new Check(name, false, found, remedy);
  }
}
