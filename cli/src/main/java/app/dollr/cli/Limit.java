package app.dollr.cli;

import app.dollr.client.Page;
import app.dollr.client.Paged;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** How much of a list to read. */
final class Limit {
  @Option(names = "--limit", description = "How many, newest first (default: 50).")
  private long limit = 50;

  @Option(names = "--all", description = "All of them.")
  private boolean all;

  /** Reads a short list in one call, a longer one page by page. */
  <T> List<T> read(Function<Page, List<T>> page, Paged<T> everything) {
    if (all) {
      return everything.stream().toList();
    }
    if (limit > Page.LARGEST) {
      return everything.stream().limit(limit).toList();
    }
    return page.apply(Page.first(Math.max(1, (int) limit))).stream().limit(limit).toList();
  }

  /** Reads the same part as comma-separated values, page by page under one heading. */
  void readCsv(Function<Page, String> page, Consumer<String> out) {
    long left = all ? Long.MAX_VALUE : limit;
    var next = Page.first(size(left));
    var text = page.apply(next);
    out.accept(text);
    List<String> rows = rows(text);
    while (rows.size() == next.limit() && left > rows.size()) {
      left -= rows.size();
      next = new Page(size(left), OptionalLong.of(id(rows.getLast())));
      rows = rows(page.apply(next));
      rows.forEach(row -> out.accept(row + "\r\n"));
    }
  }

  private static int size(long left) {
    return Math.clamp(left, 1, Page.LARGEST);
  }

  private static List<String> rows(String csv) {
    return csv.lines().skip(1).toList();
  }

  private static long id(String row) {
    return Long.parseLong(row.substring(0, row.indexOf(',')));
  }
}
