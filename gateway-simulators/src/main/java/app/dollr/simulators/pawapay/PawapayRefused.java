package app.dollr.simulators.pawapay;

import java.util.Map;

/** A request that pawaPay does not take, with the code and the HTTP status it tells that by. */
final class PawapayRefused extends RuntimeException {
  private final int status;
  private final String code;

  PawapayRefused(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** A rejection that comes as an answer like any other: status 200. */
  static PawapayRefused rejected(String code, String message) {
    return new PawapayRefused(200, code, message);
  }

  /** A parameter that cannot be read. */
  static PawapayRefused invalid(String message) {
    return new PawapayRefused(400, "INVALID_PARAMETER", message);
  }

  static PawapayRefused unknownPath() {
    return new PawapayRefused(404, "NOT_FOUND", "Nothing is here.");
  }

  /** What the answer says of it. */
  Map<String, String> reason() {
    return Map.of("failureCode", code, "failureMessage", String.valueOf(getMessage()));
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
