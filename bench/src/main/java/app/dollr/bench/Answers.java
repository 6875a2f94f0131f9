package app.dollr.bench;

/** The reading of single values out of answers, as cheaply as can be. */
final class Answers {
  private Answers() {}

  /** The number under a key. */
  static long number(String json, String key) {
    int from = after(json, key);
    int to = from;
    while (Character.isDigit(json.charAt(to))) {
      to++;
    }
    return Long.parseLong(json.substring(from, to));
  }

  /** The text under a key, which holds no quotes. */
  static String text(String json, String key) {
    int from = after(json, key) + 1;
    return json.substring(from, json.indexOf('"', from));
  }

  private static int after(String json, String key) {
    int at = json.indexOf("\"" + key + "\":");
    if (at < 0) {
      throw new IllegalStateException("no %s in %s".formatted(key, json));
    }
    return at + key.length() + 3;
  }
}
