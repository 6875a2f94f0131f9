package app.dollr.cli;

/** Colours, where there are any. */
enum Style {
  BOLD(1),
  FAINT(2),
  RED(31),
  GREEN(32),
  YELLOW(33);

  private final int code;

  Style(int code) {
    this.code = code;
  }

  String on(String text, boolean colours) {
    return colours ? "\u001b[%dm%s\u001b[0m".formatted(code, text) : text;
  }
}
