package app.dollr.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AtOnceTest {
  private final CountDownLatch end = new CountDownLatch(1);

  @Test
  void countsWhatWasASuccess() {
    assertThat(new AtOnce(3).run(List.of(1, 2, 3), n -> n, n -> n != 2)).isEqualTo(2);
  }

  @Test
  void oneThatHangsHoldsUpNoOther() {
    var atOnce = new AtOnce(2);
    assertThat(atOnce.run(List.of(1, 2), n -> n, this::hangs)).isEqualTo(1);
    assertThat(atOnce.free()).isEqualTo(1);
    assertThat(atOnce.run(List.of(3), n -> n, this::hangs)).isEqualTo(1);
    end.countDown();
  }

  @Test
  void whatIsUnderWayIsNotBegunAgain() {
    var atOnce = new AtOnce(2);
    assertThat(atOnce.run(List.of(1), n -> n, this::hangs)).isZero();
    assertThat(atOnce.run(List.of(1), n -> n, n -> true)).isZero();
    assertThat(atOnce.free()).isEqualTo(1);
    end.countDown();
  }

  @Test
  void beginsNoMoreThanItHasPlaces() {
    var atOnce = new AtOnce(2);
    assertThat(atOnce.run(List.of(1, 2, 3), n -> n, n -> hangs(1))).isZero();
    assertThat(atOnce.free()).isZero();
    end.countDown();
  }

  @Test
  void aDefectInOneIsNoSuccessAndFreesItsPlace() {
    var atOnce = new AtOnce(1);
    assertThat(
            atOnce.run(
                List.of(1),
                n -> n,
                n -> {
                  throw new IllegalStateException("a defect of this test");
                }))
        .isZero();
    assertThat(atOnce.free()).isEqualTo(1);
  }

  private boolean hangs(int number) {
    if (number == 1) {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return true;
  }
}
