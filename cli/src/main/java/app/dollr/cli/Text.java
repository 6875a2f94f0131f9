package app.dollr.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Answers as text for people: one thing as names and values, many as a table. */
final class Text {
  private Text() {}

  /** One line for each value; what is null is left out, what is inside is named with dots. */
  static List<String> describe(JsonNode thing) {
    Map<String, String> values = new LinkedHashMap<>();
    List<String> lists = new ArrayList<>();
    collect("", thing, values, lists);
    int width = values.keySet().stream().mapToInt(String::length).max().orElse(1);
    List<String> lines = new ArrayList<>();
    values.forEach((name, value) -> lines.add(("%-" + width + "s  %s").formatted(name, value)));
    lines.addAll(lists);
    return lines;
  }

  /**
   * A header and a line for each thing; numbers, but for the first column's, stand to the right.
   */
  static List<String> table(JsonNode things, List<String> columns) {
    return columns.stream()
        .map(column -> column(things, column, column.equals(columns.get(0))))
        .reduce(Text::beside)
        .orElse(List.of())
        .stream()
        .map(String::stripTrailing)
        .toList();
  }

  /** The plain values that the first of them has. */
  static List<String> columns(JsonNode things) {
    return things.path(0).properties().stream()
        .filter(entry -> !entry.getValue().isContainer())
        .map(entry -> entry.getKey())
        .toList();
  }

  private static void collect(
      String prefix, JsonNode thing, Map<String, String> values, List<String> lists) {
    for (var entry : thing.properties()) {
      var name = prefix + entry.getKey();
      var value = entry.getValue();
      if (value.isObject()) {
        collect(name + ".", value, values, lists);
      } else if (value.isArray() && value.path(0).isObject()) {
        lists.add(name);
        table(value, columns(value)).forEach(line -> lists.add("  " + line));
      } else if (!value.isNull()) {
        values.put(name, value(value));
      }
    }
  }

  private static JsonNode at(JsonNode thing, String column) {
    var node = thing;
    for (var name : column.split("\\.", -1)) {
      node = node.path(name);
    }
    return node;
  }

  private static String heading(String column) {
    return column.substring(column.lastIndexOf('.') + 1).replace('_', ' ');
  }

  private static String value(JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      return "-";
    }
    var text = node.isString() ? node.stringValue() : node.toString();
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  /** One column from the heading down, all lines of the same length. */
  private static List<String> column(JsonNode things, String name, boolean first) {
    List<String> cells = new ArrayList<>(List.of(heading(name)));
    boolean numbers = !first;
    for (var thing : things) {
      var node = at(thing, name);
      numbers = numbers && (node.isNumber() || node.isNull());
      cells.add(value(node));
    }
    int width = cells.stream().mapToInt(String::length).max().orElse(1);
    var format = "%" + (numbers ? "" : "-") + width + "s";
    return cells.stream().map(format::formatted).toList();
  }

  private static List<String> beside(List<String> left, List<String> right) {
    return IntStream.range(0, left.size())
        .mapToObj(i -> left.get(i) + "  " + right.get(i))
        .toList();
  }
}
