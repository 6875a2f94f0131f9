package app.dollr.client.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** The wire's JSON: snake case, exact decimals, lenient about what it does not know. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .withConfigOverride(
              List.class,
              list -> list.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
          .build();

  /** For requests: what was not given is not sent. */
  private static final JsonMapper SPARSE =
      MAPPER
          .rebuild()
          .changeDefaultPropertyInclusion(
              all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private Json() {}

  /** The mapper that reads answers, and writes them as they came, nulls included. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** A request's body. */
  static byte[] body(Object request) {
    return SPARSE.writeValueAsBytes(request);
  }

  static JavaType type(Class<?> type) {
    return MAPPER.constructType(type);
  }

  static JavaType linkedOf(Class<?> element) {
    return MAPPER.getTypeFactory().constructParametricType(Linked.class, element);
  }

  static JavaType listOf(JavaType element) {
    return MAPPER.getTypeFactory().constructCollectionType(List.class, element);
  }

  static JavaType listOf(Class<?> element) {
    return MAPPER.getTypeFactory().constructCollectionType(List.class, element);
  }
}
