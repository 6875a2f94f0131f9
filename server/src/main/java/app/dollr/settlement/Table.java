package app.dollr.settlement;

import app.dollr.values.Money;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A statement as a table with a line of headings, whose names may differ a little. */
final class Table {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setIgnoreHeaderCase(true)
          .setAllowMissingColumnNames(true)
          .setTrim(true)
          .get();

  private final CSVRecord row;

  private Table(CSVRecord row) {
    this.row = row;
  }

  /**
   * Its lines, each as {@code reader} has it.
   *
   * @param columns that there have to be, each by its names
   * @throws UnreadableStatement with the number of the line, and the column
   */
  static <T> List<T> read(String text, List<List<String>> columns, Function<Table, T> reader) {
    var content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    try (var parser = FORMAT.parse(new StringReader(content.strip()))) {
      check(parser.getHeaderNames(), columns);
      List<T> lines = new ArrayList<>();
      for (var row : parser) {
        if (lines.size() == Format.MOST_LINES) {
          throw new UnreadableStatement(Format.TOO_LONG);
        }
        lines.add(read(parser, row, reader));
      }
      return lines;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new UnreadableStatement("it is no CSV with a line of headings: " + e.getMessage());
    }
  }

  private static void check(List<String> headings, List<List<String>> columns) {
    Set<String> known = new HashSet<>();
    for (var heading : headings) {
      if (!heading.isEmpty() && !known.add(heading.toLowerCase(Locale.ROOT))) {
        throw new UnreadableStatement(
            "line 1: there are two columns '%s'".formatted(Cell.shown(heading)));
      }
    }
    for (var names : columns) {
      if (names.stream().noneMatch(known::contains)) {
        throw new UnreadableStatement(
            "line 1: there is no column '%s'; its columns are %s"
                .formatted(names.getFirst(), Cell.shown(String.join(", ", headings))));
      }
    }
  }

  private static <T> T read(CSVParser parser, CSVRecord row, Function<Table, T> reader) {
    try {
      return reader.apply(new Table(row));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new UnreadableStatement(
          "line %d: %s".formatted(parser.getCurrentLineNumber(), e.getMessage()));
    }
  }

  /** What stands under one of these headings. */
  Optional<String> optional(String... names) {
    return heading(names).map(row::get);
  }

  String text(String... names) {
    return cell(Function.identity(), names);
  }

  /** By what the gateway knows something. */
  String id(String... names) {
    return cell(Cell::id, names);
  }

  Optional<String> optionalId(String... names) {
    return optionalCell(Cell::id, names);
  }

  /** The name of a currency. */
  String currency(String name) {
    return cell(Cell::currency, name);
  }

  Money money(String name, String currency) {
    return cell(text -> Cell.money(text, currency), name);
  }

  Optional<Money> optionalMoney(String name, String currency) {
    return optionalCell(text -> Cell.money(text, currency), name);
  }

  Instant moment(String... names) {
    return cell(Cell::moment, names);
  }

  private <T> T cell(Function<String, T> reader, String... names) {
    return optionalCell(reader, names)
        .orElseThrow(
            () -> new IllegalArgumentException("nothing stands under '%s'".formatted(names[0])));
  }

  private <T> Optional<T> optionalCell(Function<String, T> reader, String... names) {
    return heading(names)
        .map(name -> {
          try {
            return reader.apply(row.get(name));
          } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(
                "column '%s': %s".formatted(name, e.getMessage()), e);
          }
        });
  }

  /** The first of these headings under which something stands. */
  private Optional<String> heading(String... names) {
    for (var name : names) {
      if (row.isMapped(name) && row.isSet(name) && !row.get(name).isEmpty()) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }
}
