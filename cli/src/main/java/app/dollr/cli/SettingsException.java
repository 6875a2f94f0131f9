package app.dollr.cli;

/** The settings do not say what a command needs; the message says what to do about it. */
final class SettingsException extends RuntimeException {
  SettingsException(String message) {
    super(message);
  }
}
