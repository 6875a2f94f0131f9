package app.dollr.platform.http;

import app.dollr.platform.errors.ErrorCode;
import java.util.Map;

/** What a conversion throws when a field's value is not what it must be; see {@link Field#map}. */
public final class Invalid extends RuntimeException {
  private final ErrorCode code;
  private final Map<String, Object> context;

  public Invalid(ErrorCode code) {
    this(code, code.message(), Map.of());
  }

  public Invalid(ErrorCode code, String message) {
    this(code, message, Map.of());
  }

  public Invalid(ErrorCode code, String message, Map<String, Object> context) {
    super(message, null, false, false);
    this.code = code;
    this.context = Map.copyOf(context);
  }

  ErrorCode code() {
    return code;
  }

  Map<String, Object> context() {
    return context;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
