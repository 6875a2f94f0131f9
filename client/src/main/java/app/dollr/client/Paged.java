package app.dollr.client;

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
  private final Function<Page, List<T>> read;
  private final ToLongFunction<T> id;

  Paged(Function<Page, List<T>> read, ToLongFunction<T> id) {
    this.read = read;
    this.id = id;
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
      if (left.isEmpty() && !ended) {
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
      var last = page.isEmpty() ? OptionalLong.empty() : OptionalLong.of(lastId(page));
      boolean paged = page.size() == next.limit() && !last.equals(next.startingAfter());
      ended = !paged;
      if (!repeats(page, last)) {
        left.addAll(page);
      }
      last.ifPresent(end -> next = next.after(end));
    }

    /** Whether this is the page before once more, from a server that ignores where to start. */
    private boolean repeats(List<T> page, OptionalLong last) {
      return !page.isEmpty() && last.equals(next.startingAfter());
    }

    private long lastId(List<T> page) {
      return id.applyAsLong(page.get(page.size() - 1));
    }
  }
}
