package app.dollr.platform.config;

import java.util.function.Function;

/**
 * One setting: its name in the environment, what it means, and how its text is read.
 *
 * @param shown the default as the documentation shows it
 * @param fallback the text that counts when the environment has none; empty for none
 * @param reader from text to value; throws IllegalArgumentException saying what is expected
 */
public record Setting<T>(
    String name, String meaning, String shown, String fallback, Function<String, T> reader) {

  /** A setting whose default is the text that is shown. */
  public static <T> Setting<T> of(
      String name, String meaning, String fallback, Function<String, T> reader) {
    return new Setting<>(name, meaning, fallback, fallback, reader);
  }

  /** A setting without a default text; {@code shown} says what happens without it. */
  public static <T> Setting<T> optional(
      String name, String meaning, String shown, Function<String, T> reader) {
    return new Setting<>(name, meaning, shown, "", reader);
  }
}
