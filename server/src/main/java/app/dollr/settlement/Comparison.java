package app.dollr.settlement;

import app.dollr.executions.Settled;
import app.dollr.fees.Fees;
import app.dollr.settlement.Break.Kind;
import app.dollr.settlement.SettlementStore.Saying;
import app.dollr.values.ExecutionId;
import app.dollr.values.Money;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The holding of lines against the books. It writes nothing. */
final class Comparison {
  private final Fees fees;

  Comparison(Fees fees) {
    this.fees = fees;
  }

  /**
   * What was found about a line.
   *
   * @param wrong where it disagrees
   * @param booked by how much the books have our account changed for it
   */
  record Found(Optional<Break> wrong, Money booked) {}

  /** What a line says, of an execution or of one of its disputes. */
  private record Meaning(LineKind kind, ExecutionId execution, Optional<String> dispute) {
    static Meaning of(LineKind kind, ExecutionId execution, Optional<String> transaction) {
      return new Meaning(kind, execution, transaction.filter(id -> kind.isOfDispute()));
    }
  }

  /** Which line was the first to say something of an execution. */
  static final class First {
    private final Map<Meaning, String> lines = new HashMap<>();

    /**
     * The first of all.
     *
     * @param sayings the last ones first
     */
    First(List<Saying> sayings) {
      for (var saying : sayings) {
        var execution = new ExecutionId(saying.execution());
        lines.put(Meaning.of(saying.kind(), execution, saying.transaction()), saying.line());
      }
    }

    boolean is(Line line, Settled known) {
      return lines
          .getOrDefault(Meaning.of(line.kind(), known.id(), line.transaction()), line.id())
          .equals(line.id());
    }
  }

  /**
   * Compares a line.
   *
   * @param posted whether the journal that a line itself makes is written
   */
  Found compare(Line line, Optional<Settled> settled, First first, boolean posted) {
    var nothing = Money.zero(line.amount().currency());
    var charged = posted ? line.charged().negated() : nothing;
    return switch (line.kind()) {
      case BANK -> new Found(Optional.empty(), posted ? line.net() : nothing);
      case OTHER ->
          posted
              ? new Found(Optional.empty(), line.net())
              : new Found(Optional.of(unexplained(line)), nothing);
      case FEE -> new Found(fee(line, settled, first, posted), charged);
      case PAYMENT, PAYOUT, REFUND, REFUND_RETURN, DISPUTE, DISPUTE_REVERSAL -> {
        var wrong = moved(line, settled, first);
        var booked =
            settled
                .filter(Settled::completed)
                .filter(known -> first.is(line, known))
                .map(known -> expected(line.kind(), known))
                .filter(amount -> amount.currency().equals(nothing.currency()))
                .orElse(nothing);
        yield new Found(wrong, booked.plus(charged));
      }
    };
  }

  private Optional<Break> fee(Line line, Optional<Settled> settled, First first, boolean posted) {
    if (settled.isEmpty()) {
      return posted ? Optional.empty() : Optional.of(missing(line));
    }
    return first.is(line, settled.get())
        ? feeDiffers(line, settled.get())
        : Optional.of(twice(line, settled.get()));
  }

  private Optional<Break> moved(Line line, Optional<Settled> settled, First first) {
    if (settled.isEmpty()) {
      return Optional.of(missing(line));
    }
    return first.is(line, settled.get())
        ? whatDiffers(line, settled.get())
        : Optional.of(twice(line, settled.get()));
  }

  private Optional<Break> whatDiffers(Line line, Settled known) {
    if (!known.completed()) {
      return differs(
          Kind.MISSING_HERE,
          line,
          known,
          "%s has moved; the execution is not completed".formatted(line.amount()));
    }
    var expected = expected(line.kind(), known);
    var said = "%s there, %s here".formatted(line.amount(), expected);
    if (!expected.currency().equals(line.amount().currency())) {
      return differs(Kind.CURRENCY_DIFFERS, line, known, said);
    }
    if (!expected.equals(line.amount())) {
      return differs(Kind.AMOUNT_DIFFERS, line, known, said);
    }
    return line.kind() == LineKind.PAYMENT || line.kind() == LineKind.PAYOUT
        ? feeDiffers(line, known)
        : Optional.empty();
  }

  /** Whether a fee is not what the schedule of the gateway's fees makes of what has moved. */
  private Optional<Break> feeDiffers(Line line, Settled known) {
    if (line.fee().isEmpty()) {
      return Optional.empty();
    }
    var charged = line.fee().get();
    var expected =
        fees.gatewayFee(known.method(), known.operation(), known.moved(), known.quotedAt());
    return charged.equals(expected)
        ? Optional.empty()
        : differs(
            Kind.FEE_DIFFERS,
            line,
            known,
            "%s there, %s by the schedule".formatted(charged, expected));
  }

  /** By how much our account at the gateway should have changed. */
  private static Money expected(LineKind kind, Settled known) {
    return switch (kind) {
      case PAYMENT, REFUND_RETURN, DISPUTE_REVERSAL -> known.moved();
      case PAYOUT, REFUND, DISPUTE -> known.moved().negated();
      case FEE, BANK, OTHER -> throw new IllegalArgumentException(kind.name());
    };
  }

  private static Break unexplained(Line line) {
    return wrong(
        Kind.UNEXPLAINED,
        line,
        Optional.empty(),
        "%s that no execution explains".formatted(line.net()));
  }

  private static Break missing(Line line) {
    return wrong(
        Kind.MISSING_HERE,
        line,
        Optional.empty(),
        "%s of %s is not in the books".formatted(line.kind(), line.amount()));
  }

  private static Break twice(Line line, Settled known) {
    return wrong(
        Kind.TWICE, line, Optional.of(known), "another line says the same of this execution");
  }

  /** What is said of a line that a statement has more than once. */
  static Break again(Line line, Optional<Settled> settled) {
    return wrong(Kind.TWICE, line, settled, "the statement has this line twice");
  }

  private static Optional<Break> differs(Kind kind, Line line, Settled known, String said) {
    return Optional.of(wrong(kind, line, Optional.of(known), said));
  }

  private static Break wrong(Kind kind, Line line, Optional<Settled> settled, String said) {
    return new Break(
        kind,
        Optional.of(line.id()),
        settled.map(Settled::merchant),
        settled.map(Settled::reference),
        said);
  }
}
