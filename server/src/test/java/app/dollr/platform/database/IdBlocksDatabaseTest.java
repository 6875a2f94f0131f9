package app.dollr.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.dollr.testing.TestDatabase;
import app.dollr.testing.Together;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IdBlocksDatabaseTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.create();

  private static final int BLOCK = 32;
  private static final Step<Long> NEXT =
      Sql.of("select nextval('scratch.id') as first").bare().only(row -> row.number("first"));

  @BeforeAll
  static void makeSequence() {
    DATABASE.run(
        """
        create schema scratch;
        create sequence scratch.id increment by 32;
        grant usage on schema scratch to dollr_server;
        grant usage on sequence scratch.id to dollr_server;
        """);
  }

  @Test
  void fiftyThreadsOnTwoNodesGetIdsOfTheirOwn() {
    var nodes =
        List.of(
            new IdBlocks(DATABASE.database(), NEXT, BLOCK),
            new IdBlocks(DATABASE.pool(2), NEXT, BLOCK));
    var taken = Together.run(50, i -> ids(nodes.get(i % 2), 200));
    var all = taken.stream().flatMapToLong(LongStream::of).boxed().toList();
    assertThat(all).hasSize(10_000).doesNotHaveDuplicates();
    assertThat(taken).allSatisfy(ids -> assertThat(ids).isSorted());
  }

  @Test
  void aBlockCostsOneRoundTrip() {
    var metrics = new SimpleMeterRegistry();
    try (var counted = DATABASE.pool(1)) {
      counted.measure(metrics);
      ids(new IdBlocks(counted, NEXT, BLOCK), 3 * BLOCK);
    }
    assertThat(metrics.get("dollr.database.round.trips").functionCounter().count()).isEqualTo(3);
  }

  @Test
  void aBlockThatCouldNotBeHadIsAskedForAgain() {
    var missing =
        Sql.of("select nextval('scratch.id') as first where :there")
            .with("there", false)
            .only(row -> row.number("first"));
    var blocks = new IdBlocks(DATABASE.database(), missing, BLOCK);
    assertThatThrownBy(blocks::next).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(blocks::next).isInstanceOf(IllegalStateException.class);
  }

  private static long[] ids(IdBlocks blocks, int count) {
    return LongStream.range(0, count).map(i -> blocks.next()).toArray();
  }
}
