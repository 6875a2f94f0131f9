package app.dollr.platform.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.testing.Eventually;
import app.dollr.values.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SlowHashTest {
  private static final Secret SECRET = Secret.of("493028");

  @Test
  void knowsItsSecretAgainAndNoOther() {
    var hashes = new SlowHash();
    var hash = hashes.of(SECRET);
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(hashes.of(SECRET));
    assertThat(hashes.matches(SECRET, hash)).isTrue();
    assertThat(hashes.matches(Secret.of("493029"), hash)).isFalse();
  }

  @Test
  void atMostFourAreComputedAtOnceByWhomeverTheyAreAskedFor() throws InterruptedException {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    var release = new CountDownLatch(1);
    SlowHash.Computing slow =
        (secret, salt) -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          awaitIt(release);
          running.decrementAndGet();
          return salt;
        };
    List<Thread> askers = new ArrayList<>();
    for (int asker = 0; asker < 12; asker++) {
      var hashes = new SlowHash(slow);
      askers.add(Thread.startVirtualThread(() -> hashes.of(SECRET)));
    }
    Eventually.holds("four run, eight wait", () -> running.get() == 4 && SlowHash.waiting() == 8);
    release.countDown();
    for (var asker : askers) {
      asker.join();
    }
    assertThat(most).hasValue(4);
    assertThat(running).hasValue(0);
  }

  private static void awaitIt(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
