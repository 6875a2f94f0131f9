package app.dollr.platform.database;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of an answer, read by column name. */
public final class Row {
  private final ResultSet result;

  Row(ResultSet result) {
    this.result = result;
  }

  public long number(String column) {
    return required(column, Long.class);
  }

  public Optional<Long> optionalNumber(String column) {
    return Optional.ofNullable(read(column, Long.class));
  }

  /** An array of numbers. */
  public List<Long> numbers(String column) {
    try {
      var array = result.getArray(column);
      if (array == null) {
        throw new IllegalStateException("%s is null".formatted(column));
      }
      return List.of((Long[]) array.getArray());
    } catch (SQLException e) {
      throw new DatabaseFailed("reading " + column, e);
    }
  }

  /** An array of texts. */
  public List<String> texts(String column) {
    try {
      var array = result.getArray(column);
      if (array == null) {
        throw new IllegalStateException("%s is null".formatted(column));
      }
      return List.of((String[]) array.getArray());
    } catch (SQLException e) {
      throw new DatabaseFailed("reading " + column, e);
    }
  }

  public BigDecimal decimal(String column) {
    return required(column, BigDecimal.class);
  }

  public int count(String column) {
    return required(column, Integer.class);
  }

  public Optional<Integer> optionalCount(String column) {
    return Optional.ofNullable(read(column, Integer.class));
  }

  public boolean flag(String column) {
    return required(column, Boolean.class);
  }

  public String text(String column) {
    return required(column, String.class);
  }

  public Optional<String> optionalText(String column) {
    return Optional.ofNullable(read(column, String.class));
  }

  public <E extends Enum<E>> E word(String column, Class<E> words) {
    return Enum.valueOf(words, text(column));
  }

  public UUID uuid(String column) {
    return required(column, UUID.class);
  }

  public Optional<UUID> optionalUuid(String column) {
    return Optional.ofNullable(read(column, UUID.class));
  }

  public Instant moment(String column) {
    return required(column, OffsetDateTime.class).toInstant();
  }

  public Optional<Instant> optionalMoment(String column) {
    return Optional.ofNullable(read(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
  }

  public Optional<byte[]> optionalBytes(String column) {
    return Optional.ofNullable(read(column, byte[].class));
  }

  public byte[] bytes(String column) {
    try {
      var bytes = result.getBytes(column);
      if (bytes == null) {
        throw new IllegalStateException("%s is null".formatted(column));
      }
      return bytes;
    } catch (SQLException e) {
      throw new DatabaseFailed("reading " + column, e);
    }
  }

  private <T> T required(String column, Class<T> type) {
    var value = read(column, type);
    if (value == null) {
      throw new IllegalStateException("%s is null".formatted(column));
    }
    return value;
  }

  private <T> @Nullable T read(String column, Class<T> type) {
    try {
      return result.getObject(column, type);
    } catch (SQLException e) {
      throw new DatabaseFailed("reading " + column, e);
    }
  }
}
