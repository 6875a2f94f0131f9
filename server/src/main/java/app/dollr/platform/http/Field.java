package app.dollr.platform.http;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One value of a request, or the lack of it. A value that is wrong has already been noted among the
 * problems of its {@link Fields}; after {@link Fields#check()} every required field has its value.
 */
public final class Field<T> {
  private final Problems problems;
  private final List<Object> location;
  private final @Nullable T value;

  Field(Problems problems, List<Object> location, @Nullable T value) {
    this.problems = problems;
    this.location = location;
    this.value = value;
  }

  /** The value of a required field, once {@link Fields#check()} has passed. */
  public T get() {
    if (value == null) {
      throw new NoSuchElementException("%s was not checked".formatted(location));
    }
    return value;
  }

  /** The value of an optional field, once {@link Fields#check()} has passed. */
  public Optional<T> optional() {
    return Optional.ofNullable(value);
  }

  public T orElse(T other) {
    return value == null ? other : value;
  }

  /** This field, or one with a default where nothing was given. */
  public Field<T> orDefault(T fallback) {
    return value == null ? new Field<>(problems, location, fallback) : this;
  }

  /** The value made into another; an {@link Invalid} it throws becomes a problem of this field. */
  public <U> Field<U> map(Function<T, U> conversion) {
    if (value == null) {
      return new Field<>(problems, location, null);
    }
    try {
      return new Field<>(problems, location, conversion.apply(value));
    } catch (Invalid invalid) {
      problems.add(location, invalid);
      return new Field<>(problems, location, null);
    }
  }
}
