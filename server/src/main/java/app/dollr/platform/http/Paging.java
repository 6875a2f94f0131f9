package app.dollr.platform.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Which part of a list is wanted: the newest first, at most {@code limit}, older than the item
 * {@code after}.
 *
 * @param limit 1 to 100 as asked, or 1,000 where nothing was asked
 * @param after the id of the last item that is known already
 */
public record Paging(int limit, Optional<Long> after) {
  private static final int UNASKED = 1000;
  private static final int MOST = 100;

  /** The parameters {@code limit} and {@code starting_after}, once the query is checked. */
  public static Field<Paging> read(Fields query) {
    var limit = query.optional("limit").integer(1, MOST);
    var after = query.optional("starting_after").id();
    return limit
        .orDefault((long) UNASKED)
        .map(most -> new Paging(most.intValue(), after.optional()));
  }

  /** How many to fetch, to see whether there are more. */
  public int fetch() {
    return limit + 1;
  }

  /** The items as an answer, with headers that lead on when there are more. */
  public <T> Answer answer(Call call, Page<T> page, Function<T, ?> wire, ToLongFunction<T> id) {
    var shown = page.items().stream().limit(limit).map(wire).toList();
    return headers(call, page, Answer.json(shown), id);
  }

  /** A part of a list that nobody has counted, with a header that leads on where it goes on. */
  public <T> Answer part(Call call, List<T> items, Optional<Long> next, Function<T, ?> wire) {
    var answer = Answer.json(items.stream().map(wire).toList());
    return next.map(last -> answer.withHeader("Link", link(call, last))).orElse(answer);
  }

  /** An answer that shows the items, with headers that lead on when there are more. */
  public <T> Answer headers(Call call, Page<T> page, Answer answer, ToLongFunction<T> id) {
    if (page.items().size() <= limit) {
      return answer;
    }
    return answer
        .withHeader("X-Total-Count", Long.toString(page.total()))
        .withHeader("Link", link(call, id.applyAsLong(page.items().get(limit - 1))));
  }

  /**
   * The items fetched, one more than wanted if there are more.
   *
   * @param total of the whole list; counted only when there are more
   */
  public record Page<T>(List<T> items, long total) {}

  private String link(Call call, long last) {
    var kept =
        call.queryParameters().entrySet().stream()
            .filter(p -> !p.getKey().equals("limit") && !p.getKey().equals("starting_after"))
            .map(p -> encoded(p.getKey()) + "=" + encoded(p.getValue()) + "&")
            .collect(Collectors.joining());
    return "<%s?%slimit=%d&starting_after=%d>; rel=\"next\""
        .formatted(call.url(), kept, Math.min(limit, MOST), last);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
