package app.dollr.executions;

import static app.dollr.values.CurrencyCode.LRD;
import static app.dollr.values.CurrencyCode.RWF;
import static app.dollr.values.CurrencyCode.USD;
import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.executions.Route.Reach;
import app.dollr.gateways.GatewayKey;
import app.dollr.gateways.Instrument;
import app.dollr.ledger.AccountType;
import app.dollr.ledger.Journal;
import app.dollr.values.CurrencyCode;
import app.dollr.values.ExecutionId;
import app.dollr.values.JournalId;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.PhoneNumber;
import app.dollr.values.ReferenceId;
import app.dollr.values.SessionId;
import app.dollr.values.WalletId;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** What executions do to the ledger, for any amounts. */
class JournalsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
  private static final MerchantId MERCHANT = new MerchantId(1);
  private static final AtomicLong IDS = new AtomicLong();

  private final Journals journals =
      new Journals(
          () -> new JournalId(IDS.incrementAndGet()), (merchant, currency) -> new WalletId(9));

  /** An account in a currency. */
  private record Place(AccountType account, CurrencyCode currency) {}

  @Property(tries = 2000)
  void aCollectionSharesOutWhatThePayerPays(@ForAll("collections") Amounts amounts) {
    var nets = nets(journals.completed(execution(OperationType.COLLECTION, amounts), NOW));
    var currency = amounts.base().currency();
    assertThat(at(nets, AccountType.WALLET, currency)).isEqualTo(amounts.payee().minorUnits());
    assertThat(at(nets, AccountType.PLATFORM_FEES, currency))
        .isEqualTo(amounts.platformFee().minorUnits());
    assertThat(at(nets, AccountType.GATEWAY_FEES, currency))
        .isEqualTo(amounts.gatewayFee().minorUnits());
    assertThat(at(nets, AccountType.FX_FEES, currency)).isEqualTo(amounts.fxFee().minorUnits());
    assertThat(at(nets, AccountType.ROUNDING, currency)).isEqualTo(amounts.rounding().minorUnits());
    assertThat(at(nets, AccountType.GATEWAY_CLEARING, amounts.payer().currency()))
        .isEqualTo(-amounts.payer().minorUnits());
    balances(nets);
  }

  @Property(tries = 2000)
  void aRefundComesBackAsItWent(@ForAll("refunds") Amounts amounts) {
    var refund = execution(OperationType.REFUND, amounts);
    var reserved = journals.accepted(refund, () -> new JournalId(1), NOW).orElseThrow();
    var completed = journals.completed(refund, NOW);
    var currency = amounts.base().currency();
    var nets = nets(reserved, completed);
    assertThat(at(nets, AccountType.WALLET, currency)).isEqualTo(-amounts.payer().minorUnits());
    assertThat(at(nets, AccountType.RESERVED, currency)).isZero();
    assertThat(at(nets, AccountType.GATEWAY_CLEARING, amounts.payee().currency()))
        .isEqualTo(amounts.payee().minorUnits());
    assertThat(at(nets, AccountType.ROUNDING, currency)).isEqualTo(amounts.rounding().minorUnits());
    balances(nets);
    undone(reserved, completed, refund);
  }

  @Property(tries = 1000)
  void aPayoutGoesOutOrComesBackWhole(@ForAll("payouts") Amounts amounts) {
    var payout = execution(OperationType.PAYOUT, amounts);
    var reserved = journals.accepted(payout, () -> new JournalId(1), NOW).orElseThrow();
    var completed = journals.completed(payout, NOW);
    var currency = amounts.base().currency();
    var nets = nets(reserved, completed);
    assertThat(at(nets, AccountType.WALLET, currency)).isEqualTo(-amounts.payer().minorUnits());
    assertThat(at(nets, AccountType.RESERVED, currency)).isZero();
    assertThat(at(nets, AccountType.GATEWAY_CLEARING, currency))
        .isEqualTo(amounts.payee().minorUnits());
    balances(nets);
    var released = journals.failed(payout, NOW).orElseThrow();
    assertThat(nets(reserved, released).values()).allMatch(net -> net == 0);
    undone(reserved, completed, payout);
  }

  @Property(tries = 500)
  void whatADisputeTookIntoSuspenseComesBackWhereverItWentMeanwhile(
      @ForAll @LongRange(min = 1, max = 1_000_000_000L) long minor) {
    var money = new Unexplained(new Money(minor, USD), false);
    var finding =
        new Finding(
            MERCHANT,
            reference(),
            OperationType.COLLECTION,
            Optional.empty(),
            "stripe",
            ExceptionKind.UNKNOWN_REFERENCE,
            Optional.of(money),
            Optional.of("du_1"),
            Optional.of("du_1"),
            "said");
    var taken = journals.unexplained(finding, money, NOW);
    isNothing(
        nets(taken, journals.reinstated(stray(finding, Optional.empty()), NOW).orElseThrow()));
    for (var resolution : Resolution.DECISIONS) {
      List<Journal> all = new ArrayList<>();
      all.add(taken);
      all.add(journals.resolved(finding, money, resolution, Optional.empty(), NOW));
      journals.reinstated(stray(finding, Optional.of(resolution)), NOW).ifPresent(all::add);
      isNothing(nets(all.toArray(Journal[]::new)));
    }
  }

  private static GatewayException stray(Finding finding, Optional<Resolution> resolution) {
    return new GatewayException(
        1, finding, NOW, resolution, resolution.map(settled -> NOW), Optional.empty());
  }

  @Property(tries = 500)
  void whatWasUnexplainedIsSettledToNothing(
      @ForAll @LongRange(min = 1, max = 1_000_000_000L) long minor,
      @ForAll boolean incoming,
      @ForAll OperationType operation) {
    var money = new Unexplained(new Money(minor, USD), incoming);
    var finding =
        new Finding(
            MERCHANT,
            reference(),
            operation,
            Optional.empty(),
            "sandbox",
            ExceptionKind.UNKNOWN_REFERENCE,
            Optional.of(money),
            Optional.empty(),
            Optional.empty(),
            "said");
    for (var resolution : Resolution.DECISIONS) {
      var nets =
          nets(
              journals.unexplained(finding, money, NOW),
              journals.resolved(finding, money, resolution, Optional.empty(), NOW));
      assertThat(at(nets, AccountType.SUSPENSE, USD)).isZero();
      balances(nets);
    }
  }

  @Provide
  Arbitrary<Amounts> collections() {
    return Combinators.combine(positive(), fee(), fee(), fee(), rounding(), positive(), pairs())
        .as((payee, platform, gateway, fx, rounding, paid, pair) -> {
          var s = pair.getFirst();
          var p = pair.getLast();
          boolean exchanges = !s.equals(p);
          long fxFee = exchanges ? fx : 0;
          long round = exchanges ? rounding : Math.abs(rounding);
          long all = payee + platform + gateway + fxFee + round;
          return new Amounts(
              new Money(payee, s),
              new Money(platform, s),
              new Money(gateway, s),
              new Money(fxFee, s),
              new Money(round, s),
              exchanges ? new Money(paid, p) : new Money(all, s),
              new Money(payee, s));
        });
  }

  @Provide
  Arbitrary<Amounts> refunds() {
    return Combinators.combine(positive(), fee(), fee(), rounding(), positive(), pairs())
        .as((base, platform, gateway, rounding, back, pair) -> {
          var s = pair.getFirst();
          var p = pair.getLast();
          boolean exchanges = !s.equals(p);
          long round = exchanges ? rounding : 0;
          return new Amounts(
              new Money(base + 100, s),
              new Money(platform, s),
              new Money(gateway, s),
              Money.zero(s),
              new Money(round, s),
              new Money(base + 100 + platform + gateway, s),
              exchanges ? new Money(back, p) : new Money(base + 100, s));
        });
  }

  @Provide
  Arbitrary<Amounts> payouts() {
    return Combinators.combine(positive(), fee(), fee())
        .as((amount, platform, gateway) ->
            new Amounts(
                new Money(amount, USD),
                new Money(platform, USD),
                new Money(gateway, USD),
                Money.zero(USD),
                Money.zero(USD),
                new Money(amount + platform + gateway, USD),
                new Money(amount, USD)));
  }

  private static Arbitrary<Long> positive() {
    return Arbitraries.longs().between(1, 1_000_000_000_000L);
  }

  private static Arbitrary<Long> fee() {
    return Arbitraries.longs().between(0, 1_000_000_000L);
  }

  private static Arbitrary<Long> rounding() {
    return Arbitraries.longs().between(-99, 99);
  }

  private static Arbitrary<List<CurrencyCode>> pairs() {
    return Arbitraries.of(USD, LRD, RWF).list().ofSize(2);
  }

  /** Turned back, nothing is left of it, but that the money is free again. */
  private void undone(Journal reserved, Journal completed, Execution execution) {
    var nets = nets(reserved, completed, journals.turnedBack(execution, NOW));
    isNothing(nets);
  }

  private static void isNothing(Map<Place, Long> nets) {
    assertThat(nets.values()).allMatch(net -> net == 0);
  }

  private static void balances(Map<Place, Long> nets) {
    for (var currency : List.of(USD, LRD, RWF)) {
      assertThat(
              nets.entrySet().stream()
                  .filter(net -> net.getKey().currency().equals(currency))
                  .mapToLong(Map.Entry::getValue)
                  .sum())
          .isZero();
    }
  }

  private static long at(Map<Place, Long> nets, AccountType account, CurrencyCode currency) {
    return nets.getOrDefault(new Place(account, currency), 0L);
  }

  private static Map<Place, Long> nets(Journal... journals) {
    Map<Place, Long> nets = new HashMap<>();
    for (var journal : journals) {
      for (var posting : journal.postings()) {
        long minor = posting.amount().minorUnits();
        var currency = posting.amount().currency();
        nets.merge(new Place(posting.to(), currency), minor, Long::sum);
        nets.merge(new Place(posting.from(), currency), -minor, Long::sum);
      }
    }
    return nets;
  }

  private static ReferenceId reference() {
    return new ReferenceId(UUID.randomUUID());
  }

  private static Execution execution(OperationType operation, Amounts amounts) {
    var reach =
        new Reach(
            "sandbox",
            new GatewayKey(UUID.randomUUID()),
            new Instrument.Phone(new PhoneNumber("231771234567")),
            Optional.empty());
    return new Execution(
        MERCHANT,
        new ExecutionId(1),
        operation,
        reference(),
        "00",
        ExecutionState.ACCEPTED,
        0,
        new SessionId(1),
        new Route(Optional.empty(), PaymentMethod.ORANGE_MONEY_LBR, Optional.of(reach)),
        new Books(new WalletId(1), Optional.empty(), Optional.empty(), Optional.empty()),
        amounts,
        NOW,
        GatewayWord.NONE,
        Optional.empty(),
        Progress.accepted(NOW, Optional.empty()));
  }
}
