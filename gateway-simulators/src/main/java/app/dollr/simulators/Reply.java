package app.dollr.simulators;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** One HTTP answer of a simulated gateway. */
public record Reply(int status, String body, Map<String, String> headers) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** An answer in JSON. */
  public static Reply json(int status, Object value) {
    return new Reply(
        status, JSON.writeValueAsString(value), Map.of("Content-Type", "application/json"));
  }

  /** An answer without a body. */
  public static Reply empty(int status) {
    return new Reply(status, "", Map.of());
  }

  /** This answer with one more header. */
  public Reply with(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new Reply(status, body, all);
  }
}
