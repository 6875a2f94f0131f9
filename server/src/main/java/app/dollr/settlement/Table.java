package app.dollr.settlement;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** A statement as a table with a line of headings, whose names may differ a little. */
final class Table {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setIgnoreHeaderCase(true)
          .setTrim(true)
          .get();

  private final CSVRecord row;

  private Table(CSVRecord row) {
    this.row = row;
  }

  /**
   * Its lines, each as {@code reader} has it.
   *
   * @throws UnreadableStatement with the number of the line
   */
  static <T> List<T> read(String text, Function<Table, T> reader) {
    try (var parser = FORMAT.parse(new StringReader(text.strip()))) {
      return parser.stream().map(row -> read(row, reader)).toList();
    } catch (IOException e) {
      throw new UnreadableStatement("it is no CSV: " + e.getMessage());
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw new UnreadableStatement("it is no CSV with a line of headings: " + e.getMessage());
    }
  }

  private static <T> T read(CSVRecord row, Function<Table, T> reader) {
    try {
      return reader.apply(new Table(row));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new UnreadableStatement(
          "line %d: %s".formatted(row.getRecordNumber() + 1, e.getMessage()));
    }
  }

  /** What stands under one of these headings. */
  Optional<String> optional(String... names) {
    for (var name : names) {
      if (row.isMapped(name) && row.isSet(name) && !row.get(name).isEmpty()) {
        return Optional.of(row.get(name));
      }
    }
    return Optional.empty();
  }

  String text(String... names) {
    return optional(names)
        .orElseThrow(() -> new IllegalArgumentException("nothing stands under " + names[0]));
  }

  BigDecimal number(String... names) {
    return number(text(names));
  }

  Optional<BigDecimal> optionalNumber(String... names) {
    return optional(names).map(Table::number);
  }

  Instant moment(String... names) {
    var text = text(names).replace(' ', 'T');
    return text.endsWith("Z")
        ? Instant.parse(text)
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }

  /** A key of ours; empty for what is none. */
  static Optional<UUID> key(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static BigDecimal number(String text) {
    if (!text.matches("-?\\d{1,15}(\\.\\d{1,6})?")) {
      throw new IllegalArgumentException("'%s' is no amount".formatted(text));
    }
    return new BigDecimal(text);
  }
}
