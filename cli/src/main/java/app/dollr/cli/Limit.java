package app.dollr.cli;

import app.dollr.client.Page;
import app.dollr.client.Paged;
import java.util.List;
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
}
