package app.dollr.platform.json;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Problem;
import app.dollr.platform.errors.Refused;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one JSON mapper, and the strict reading of what comes from outside. */
public final class Json {
  private static final int DEEPEST = 16;
  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_NUMBER_READ = 1000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNameLength(LONGEST_NAME)
                          .maxNumberLength(LONGEST_NUMBER_READ)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                  .build())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Json() {}

  /** The mapper, for JSON of our own making. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  public static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /**
   * The body of a request. Duplicate keys, numbers with an exponent or of more than 20 characters,
   * and more than 16 levels are refused: each is a way to be read differently by two programs.
   *
   * @throws Refused with {@link ErrorCode#JSON_INVALID} or {@link ErrorCode#NUMBER_FORM}
   */
  public static JsonNode readBody(byte[] body) {
    try (var parser = new ExactNumbers(MAPPER.createParser(body))) {
      var node = MAPPER.reader().readTree(parser);
      if (parser.nextToken() != null) {
        throw invalid("text after the end of the JSON");
      }
      return node;
    } catch (JacksonException e) {
      throw invalid(e.getOriginalMessage());
    }
  }

  private static Refused invalid(String why) {
    var problem =
        new Problem(
            List.of("body"),
            ErrorCode.JSON_INVALID,
            ErrorCode.JSON_INVALID.message() + ": " + shortened(why),
            Map.of());
    return Refused.of(List.of(problem));
  }

  private static String shortened(String text) {
    var line = text.lines().findFirst().orElse("");
    return line.length() > 120 ? line.substring(0, 120) + "…" : line;
  }
}
