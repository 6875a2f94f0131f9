package app.dollr.client;

import app.dollr.client.internal.Linked;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A whole list, newest first, read page by page as it is walked; each walk reads anew. Things made
 * during a walk are not seen by it, and nothing is seen twice.
 *
 * <p>Walking throws a {@link DollrException} when a page cannot be had. A server that does not know
 * pages answers with everything at once, which is taken as the whole list.
 */
public final class Paged<T> implements Iterable<T> {
  private final Function<Page, Linked<T>> read;

  Paged(Function<Page, List<T>> read, ToLongFunction<T> id) {
    this(page -> linked(read.apply(page), page, id));
  }

  private Paged(Function<Page, Linked<T>> read) {
    this.read = read;
  }

  /** A list whose pages say themselves where it goes on, full or not. */
  static <T> Paged<T> linked(Function<Page, Linked<T>> read) {
    return new Paged<>(read);
  }

  /** A page that goes on after its last item if it is full. */
  private static <T> Linked<T> linked(List<T> items, Page page, ToLongFunction<T> id) {
    if (items.isEmpty()) {
      return new Linked<>(items, OptionalLong.empty());
    }
    var last = OptionalLong.of(id.applyAsLong(items.get(items.size() - 1)));
    // The page before once more is from a server that ignores where to start.
    boolean repeats = last.equals(page.startingAfter());
    boolean full = items.size() == page.limit();
    return new Linked<>(
        repeats ? List.of() : items, full && !repeats ? last : OptionalLong.empty());
  }

  @Override
  public Iterator<T> iterator() {
    return new Walk();
  }

  /** The list as a stream; reads a page when the stream gets there. */
  public Stream<T> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  private final class Walk implements Iterator<T> {
    private final Deque<T> left = new ArrayDeque<>();
    private Page next = Page.first(Page.LARGEST);
    private boolean ended;

    @Override
    public boolean hasNext() {
      while (left.isEmpty() && !ended) {
        load();
      }
      return !left.isEmpty();
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return left.remove();
    }

    private void load() {
      var page = read.apply(next);
      left.addAll(page.items());
      ended = page.next().isEmpty() || page.next().equals(next.startingAfter());
      page.next().ifPresent(last -> next = next.after(last));
    }
  }
}
