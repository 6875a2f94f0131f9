package app.dollr.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import app.dollr.routing.Routing;
import app.dollr.routing.RoutingConfig;
import app.dollr.testing.SettableClock;
import app.dollr.values.CurrencyCode;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.PaymentMethodId;
import app.dollr.values.PhoneNumber;
import app.dollr.values.ReferenceId;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuardedGatewayTest {
  private static final int LEAST_LOOKED_AT = 10;
  private static final Duration LEFT_ALONE = Duration.ofSeconds(10);
  private static final ProtectionConfig USUAL = new ProtectionConfig(1);
  private static final int PROBES = 5;
  private static final int MOST_UNDER_WAY = 64;

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T09:00:00Z"));
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Scripted scripted = new Scripted();
  private final Gateway guarded = new GuardedGateway(scripted, USUAL, metrics, clock);
  private final Routing routing = new Routing(RoutingConfig.DEFAULT, guarded);

  @Test
  void handsOnWhatTheGatewaySays() {
    assertThat(guarded.submit(instruction())).isEqualTo(new Outcome.Taken());
    assertThat(guarded.ask(instruction())).isEqualTo(new Outcome.Taken());
    assertThat(guarded.cancel(instruction())).isEqualTo(new Outcome.Taken());
    assertThat(guarded.condition()).isEqualTo(Condition.UP);
    assertThat(obstacle()).isEmpty();
  }

  @Test
  void leavesAGatewayAloneThatDoesNotAnswer() {
    breakIt();
    assertThat(guarded.condition()).isEqualTo(Condition.DOWN);
    assertThat(obstacle()).contains("MTN_MOMO_RWA: scripted does not answer at the moment");
    assertThat(metrics.get("dollr.gateway.up").gauge().value()).isZero();
    int before = scripted.calls.get();
    assertThat(guarded.submit(instruction()))
        .isEqualTo(new Outcome.Uncertain("scripted is left alone"));
    assertThat(scripted.calls).hasValue(before);
    assertThat(metrics.get("dollr.gateway.not.called").counter().count()).isEqualTo(1);
  }

  @Test
  void triesItAgainByTheClockAndTrustsItOnceItAnswers() {
    breakIt();
    clock.advance(LEFT_ALONE.minusMillis(1));
    assertThat(guarded.condition()).isEqualTo(Condition.DOWN);
    clock.advance(Duration.ofMillis(2));
    assertThat(guarded.condition()).isEqualTo(Condition.PROBING);
    assertThat(obstacle()).isEmpty();
    scripted.answer = new Outcome.Taken();
    for (int probe = 0; probe < PROBES; probe++) {
      assertThat(guarded.ask(instruction())).isEqualTo(new Outcome.Taken());
    }
    assertThat(guarded.condition()).isEqualTo(Condition.UP);
    assertThat(metrics.get("dollr.gateway.up").gauge().value()).isEqualTo(1);
  }

  @Test
  void leavesItAloneAgainWhenItStillDoesNotAnswer() {
    breakIt();
    clock.advance(LEFT_ALONE.plusMillis(1));
    for (int probe = 0; probe < PROBES; probe++) {
      guarded.ask(instruction());
    }
    assertThat(guarded.condition()).isEqualTo(Condition.DOWN);
    clock.advance(LEFT_ALONE.minusMillis(1));
    assertThat(guarded.condition()).isEqualTo(Condition.DOWN);
  }

  @Test
  void leavesItAloneForLessInTestsOfFaults() {
    int haste = 10;
    var hasty = new GuardedGateway(scripted, new ProtectionConfig(haste), metrics, clock);
    scripted.answer = new Outcome.Uncertain("no answer in time");
    for (int call = 0; call < LEAST_LOOKED_AT; call++) {
      hasty.submit(instruction());
    }
    clock.advance(LEFT_ALONE.dividedBy(haste).minusMillis(1));
    assertThat(hasty.condition()).isEqualTo(Condition.DOWN);
    clock.advance(Duration.ofMillis(2));
    assertThat(hasty.condition()).isEqualTo(Condition.PROBING);
  }

  @Test
  void takesANoForAnAnswer() {
    scripted.answer = new Outcome.Declined("PAYER_NOT_FOUND", "no wallet");
    for (int call = 0; call < 2 * LEAST_LOOKED_AT; call++) {
      guarded.submit(instruction());
    }
    assertThat(guarded.condition()).isEqualTo(Condition.UP);
  }

  @Test
  void bearsAnErrorOfTheAdapterAsNoAnswer() {
    scripted.answer = null;
    for (int call = 0; call < LEAST_LOOKED_AT; call++) {
      assertThat(catchThrowable(() -> guarded.ask(instruction())))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(guarded.condition()).isEqualTo(Condition.DOWN);
  }

  @Test
  void neverMakesMoreCallsAtOnceThanItMay() throws InterruptedException {
    var gate = new CountDownLatch(1);
    scripted.gate = gate;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, MOST_UNDER_WAY + 20)
          .forEach(i -> threads.execute(() -> guarded.ask(instruction())));
      scripted.arrived.await();
      assertThat(metrics.get("dollr.gateway.under.way").gauge().value()).isEqualTo(MOST_UNDER_WAY);
      gate.countDown();
    }
    assertThat(scripted.most).hasValue(MOST_UNDER_WAY);
    assertThat(scripted.calls).hasValue(MOST_UNDER_WAY + 20);
  }

  @Test
  void keepsWhatAGatewayOfCardsCanDo() {
    assertThat(guarded.cards()).isEmpty();
    var cards = new GuardedGateway(new OfCards(), USUAL, metrics, clock).cards().orElseThrow();
    assertThat(cards.card(new PaymentMethodId("pm_card_visa")))
        .isEqualTo(new CardKnowledge.Unreachable("closed"));
  }

  private void breakIt() {
    scripted.answer = new Outcome.Uncertain("no answer in time");
    for (int call = 0; call < LEAST_LOOKED_AT; call++) {
      guarded.submit(instruction());
    }
  }

  private Optional<String> obstacle() {
    return routing.rail(PaymentMethod.MTN_MOMO_RWA).obstacle(OperationType.COLLECTION);
  }

  private static Instruction instruction() {
    var merchant = new MerchantId(1);
    var reference = ReferenceId.parse("7b6d8f4e-3c1a-4d2b-9e8f-0a1b2c3d4e5f");
    return new Instruction(
        GatewayKey.of(merchant, OperationType.COLLECTION, reference),
        merchant,
        reference,
        OperationType.COLLECTION,
        PaymentMethod.MTN_MOMO_RWA,
        new Instrument.Phone(new PhoneNumber("250783456789")),
        Money.parse("100", CurrencyCode.RWF),
        Optional.empty());
  }

  /** A gateway that answers what it is told to, and counts. */
  private static final class Scripted implements Gateway {
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch arrived = new CountDownLatch(MOST_UNDER_WAY);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile @Nullable Outcome answer = new Outcome.Taken();

    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public Outcome submit(Instruction instruction) {
      return answer();
    }

    @Override
    public Outcome ask(Instruction instruction) {
      return answer();
    }

    @Override
    public Outcome cancel(Instruction instruction) {
      return answer();
    }

    private Outcome answer() {
      calls.incrementAndGet();
      most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
      arrived.countDown();
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        atOnce.decrementAndGet();
      }
      var said = answer;
      if (said == null) {
        throw new IllegalStateException("a defect");
      }
      return said;
    }
  }

  /** Operators of cards that cannot be reached. */
  private static final class OfCards implements Gateway {
    @Override
    public String name() {
      return "cards";
    }

    @Override
    public Outcome submit(Instruction instruction) {
      return new Outcome.Taken();
    }

    @Override
    public Outcome ask(Instruction instruction) {
      return new Outcome.Taken();
    }

    @Override
    public Optional<Cards> cards() {
      return Optional.of(id -> new CardKnowledge.Unreachable("closed"));
    }
  }
}
