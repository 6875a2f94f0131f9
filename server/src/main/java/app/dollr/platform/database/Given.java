package app.dollr.platform.database;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parameters of a statement for each of many.
 *
 * @param columns in their order
 */
record Given(List<Column> columns) {
  /**
   * One parameter.
   *
   * @param type as PostgreSQL calls it
   */
  record Column(String name, String type) {}

  Given {
    columns = List.copyOf(columns);
    if (columns.stream().map(Column::name).distinct().count() != columns.size()) {
      throw new IllegalArgumentException("a parameter twice: " + columns);
    }
  }

  /** Parameters written as {@code merchant bigint, id bigint}. */
  static Given of(String columns) {
    return new Given(
        Arrays.stream(columns.split(",", -1))
            .map(String::strip)
            .filter(column -> !column.isEmpty())
            .map(Given::column)
            .toList());
  }

  /** These, then more. */
  Given and(Given more) {
    return new Given(Stream.concat(columns.stream(), more.columns.stream()).toList());
  }

  List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** The relation {@code given} with so many rows of parameters. */
  String relation(int rows) {
    var row =
        columns.stream()
            .map(column -> "?::" + column.type())
            .collect(Collectors.joining(", ", "(", ")"));
    return "with given (%s) as (\nvalues %s)"
        .formatted(String.join(", ", names()), String.join(",\n", Collections.nCopies(rows, row)));
  }

  private static Column column(String written) {
    var words = written.split("\\s+", -1);
    if (words.length != 2) {
      throw new IllegalArgumentException("no name and type: " + written);
    }
    return new Column(words[0], words[1]);
  }
}
