package app.dollr.documents;

import app.dollr.platform.database.Database;
import app.dollr.platform.database.Step;
import app.dollr.values.MerchantId;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of documents: increasing per merchant, kind and year.
 *
 * <p>A counter that every document of a busy merchant updates would let them through one commit at
 * a time. So a node takes numbers in blocks: of one while documents are rare, so that they run
 * without gaps, and twice as many each time a block lasted less than a second, up to 64.
 */
final class Numbers {
  private static final int LARGEST_BLOCK = 64;
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final int MOST_SERIES = 10_000;

  private record Series(MerchantId merchant, DocumentKind kind, int year) {}

  private final Database database;
  private final DocumentStore store;
  private final Clock clock;
  private final LoadingCache<Series, Block> blocks =
      Caffeine.newBuilder()
          .maximumSize(MOST_SERIES)
          .expireAfterAccess(Duration.ofMinutes(10))
          .build(series -> new Block());

  Numbers(Database database, DocumentStore store, Clock clock) {
    this.database = database;
    this.store = store;
    this.clock = clock;
  }

  /** The next number, such as {@code INV-2026-00042}. */
  String next(MerchantId merchant, DocumentKind kind) {
    var now = clock.instant();
    int year = now.atOffset(ZoneOffset.UTC).getYear();
    long number = blocks.get(new Series(merchant, kind, year)).next(merchant, kind, year, now);
    return "%s-%d-%05d".formatted(kind.prefix(), year, number);
  }

  /** The numbers of one series that this node has taken and not given out. */
  private final class Block {
    private long next;
    private long end;
    private int size;
    private @Nullable Instant takenAt;

    synchronized long next(MerchantId merchant, DocumentKind kind, int year, Instant now) {
      if (next == end) {
        size = size(now);
        next = database.apart(() -> database.run(take(merchant, kind, year)));
        end = next + size;
        takenAt = now;
      }
      return next++;
    }

    private Step<Long> take(MerchantId merchant, DocumentKind kind, int year) {
      return store.takeNumbers(merchant, kind, year, size);
    }

    private int size(Instant now) {
      boolean busy = takenAt != null && Duration.between(takenAt, now).compareTo(SHORT) < 0;
      return busy ? Math.min(LARGEST_BLOCK, size * 2) : 1;
    }
  }
}
