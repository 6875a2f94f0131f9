package app.dollr.acceptance;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values that a schema of the document allows, the same ones for the same seed. */
final class Generator {
  private static final JsonMapper JSON = Contract.MAPPER;
  private static final List<String> BITS =
      List.of(
          "a", "Z", "0", " ", "-", "'", "\"", "\\", "%", "_", ";", "<b>", "{}", "$1", "é", "ß", "北",
          "🙂", "\n", "\t", "--", "null", "=1+1", "../", "\u202e");
  private static final List<String> WRITTEN_PHONES =
      List.of("+231 77-123 4567", "(077) 123.4567", "0 0 0 0 0 0", "+250781234567");
  private static final List<String> URLS =
      List.of("https://shop.example/a?b=c&d=%20#e", "http://localhost:80", "https://x");
  private static final List<String> CARDS =
      List.of("pm_card_visa", "pm_card_none", "pm_" + "x".repeat(252));
  private static final int MOST_BITS = 12;

  private final Contract contract;
  private final Random random;
  private final Map<String, Supplier<String>> patterns;

  Generator(Contract contract, long seed) {
    this.contract = contract;
    this.random = new Random(seed);
    this.patterns =
        Map.ofEntries(
            Map.entry("^[1-9]\\d{0,17}$", () -> Long.toString(id() % 1_000_000_000_000_000L + 1)),
            Map.entry("^(?=.*[1-9])\\d{1,13}(\\.\\d{1,2})?$", () -> amount().toPlainString()),
            Map.entry(
                "^(1000000|[1-9]\\d{0,5})$", () -> Integer.toString(1 + random.nextInt(1_000_000))),
            Map.entry(
                "^\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2})?$",
                () -> moment().substring(0, 16).replace("T", oneOf(List.of("T", " ")))),
            Map.entry("^[1-9]\\d{7,14}$", this::phone),
            Map.entry("^\\+?[0-9(][0-9 ().-]{5,38}$", () -> oneOf(WRITTEN_PHONES)),
            Map.entry("^[A-Za-z]{2,3}$", () -> oneOf(List.of("LR", "lbr", "RWA", "zz", "Usa"))),
            Map.entry("^[A-Z]{3}$", this::currency),
            Map.entry("^pm_[A-Za-z0-9_]{1,252}$", () -> oneOf(CARDS)),
            Map.entry(
                "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$",
                this::uuid),
            Map.entry(
                "^https?://[A-Za-z0-9][A-Za-z0-9.-]*(:\\d{1,5})?([/?#][!-~]*)?$",
                () -> oneOf(URLS)));
  }

  /** Something that the schema allows. */
  JsonNode valid(JsonNode schema) {
    var known = contract.resolve(schema);
    if (known.has("const")) {
      return known.get("const");
    }
    if (known.has("enum")) {
      return known.get("enum").get(random.nextInt(known.get("enum").size()));
    }
    if (known.has("anyOf") && !known.has("properties")) {
      return valid(known.get("anyOf").get(random.nextInt(known.get("anyOf").size())));
    }
    return switch (known.path("type").asString("")) {
      case "null" -> JSON.nullNode();
      case "boolean" -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
      case "integer" -> integer(known);
      case "number" -> JSON.getNodeFactory().numberNode(amount());
      case "array" -> array(known);
      case "object" -> object(known);
      case "string" -> JSON.getNodeFactory().stringNode(text(known));
      default -> anything();
    };
  }

  /** Something of any kind, whatever the schema. */
  JsonNode anything() {
    var factory = JSON.getNodeFactory();
    return switch (random.nextInt(9)) {
      case 0 -> factory.nullNode();
      case 1 -> factory.booleanNode(random.nextBoolean());
      case 2 -> factory.numberNode(random.nextLong() / 100);
      case 3 -> factory.numberNode(new BigDecimal(random.nextInt()).movePointLeft(6));
      case 4 -> factory.numberNode(0);
      case 5 -> factory.arrayNode().add(1);
      case 6 -> factory.objectNode().put("a", "b");
      case 7 -> factory.stringNode(noise(MOST_BITS));
      default -> factory.stringNode("y".repeat(2500));
    };
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** True so many times of a hundred. */
  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private JsonNode integer(JsonNode schema) {
    long least = schema.path("minimum").asLong(Long.MIN_VALUE);
    long most = schema.path("maximum").asLong(Long.MAX_VALUE);
    long value =
        oneOf(
            List.of(
                least, most, Math.min(most, Math.max(least, 1L)), Math.min(most, id() % 1000 + 1)));
    return JSON.getNodeFactory().numberNode(value);
  }

  private JsonNode array(JsonNode schema) {
    var array = JSON.createArrayNode();
    int least = schema.path("minItems").asInt(0);
    int most = Math.min(schema.path("maxItems").asInt(3), chance(5) ? 200 : 3);
    int size = least + random.nextInt(most - least + 1);
    for (int i = 0; i < size; i++) {
      array.add(valid(schema.required("items")));
    }
    return array;
  }

  private JsonNode object(JsonNode schema) {
    var object = JSON.createObjectNode();
    List<String> required = new ArrayList<>();
    schema.path("required").values().forEach(key -> required.add(key.stringValue()));
    for (var property : schema.path("properties").properties()) {
      if (required.contains(property.getKey()) || random.nextBoolean()) {
        object.set(property.getKey(), valid(property.getValue()));
      }
    }
    if (chance(20)) {
      object.put("unknown " + noise(2), noise(3));
    }
    return object;
  }

  private String text(JsonNode schema) {
    if (schema.has("pattern")) {
      var pattern = schema.get("pattern").stringValue();
      var known = patterns.get(pattern);
      if (known == null) {
        throw new AssertionError("tell Generator how to make a text like " + pattern);
      }
      return known.get();
    }
    if (schema.has("format")) {
      return schema.get("format").stringValue().equals("date")
          ? moment().substring(0, 10)
          : moment();
    }
    int least = schema.path("minLength").asInt(0);
    int most = schema.path("maxLength").asInt(255);
    if (least == most) {
      return currency();
    }
    var text = chance(5) ? "x".repeat(most) : noise(MOST_BITS);
    var longEnough = text.length() < least ? text + "x".repeat(least) : text;
    return longEnough.codePointCount(0, longEnough.length()) > most ? "x".repeat(most) : longEnough;
  }

  private String noise(int mostBits) {
    var text = new StringBuilder();
    int bits = random.nextInt(mostBits);
    for (int i = 0; i < bits; i++) {
      text.append(oneOf(BITS));
    }
    return text.toString();
  }

  private BigDecimal amount() {
    long minor =
        oneOf(List.of(1L, 99L, 2500L, 100_000L, 100_000_000_000_000L, id() % 100_000_000 + 1));
    return BigDecimal.valueOf(minor, random.nextInt(3));
  }

  private String currency() {
    return oneOf(List.of("USD", "LRD", "RWF", "EUR", "XAF", "ZZZ"));
  }

  private String phone() {
    return oneOf(
        List.of("231771234567", "231881234567", "250781234567", "12025550123", "99999999"));
  }

  private String moment() {
    long second =
        oneOf(List.of(0L, 1_772_355_700L, 1_772_356_500L, 4_102_444_800L, id() % 4_000_000_000L));
    return Instant.ofEpochSecond(second).toString();
  }

  private String uuid() {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    var name = UUID.nameUUIDFromBytes(bytes).toString();
    return name.substring(0, 14) + "4" + name.substring(15);
  }

  private long id() {
    return random.nextLong() >>> 1;
  }
}
