package app.dollr.fees;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.values.Money;
import app.dollr.wire.OperationType;
import java.util.Optional;

/** A quote, or why there can be none. */
public sealed interface Quoted {
  /** What it costs. */
  record Costs(Quote quote) implements Quoted {}

  /**
   * The amount cannot be moved.
   *
   * @param code AMOUNT_TOO_SMALL or AMOUNT_TOO_LARGE
   */
  record OutOfRange(ErrorCode code, String message) implements Quoted {}

  /** The quote, unless somebody would pay or get nothing, or the operator does not take it. */
  static Quoted of(Quote quote, QuoteRequest request) {
    return outOfRange(quote, request).<Quoted>map(refusal -> refusal).orElse(new Costs(quote));
  }

  private static Optional<OutOfRange> outOfRange(Quote quote, QuoteRequest request) {
    if (!quote.payer().isPositive() || !quote.payee().isPositive()) {
      return Optional.of(tooSmall("nothing would be left of the amount"));
    }
    var moved =
        switch (request.operation()) {
          case COLLECTION -> quote.payer();
          case PAYOUT, TRANSFER, REFUND -> quote.payee();
        };
    return outOfLimits(moved, request);
  }

  private static Optional<OutOfRange> outOfLimits(Money moved, QuoteRequest request) {
    var limits = request.rail().limits(request.operation(), moved.currency());
    var method = request.rail().method();
    if (moved.compareTo(limits.least()) < 0) {
      return Optional.of(tooSmall("%s takes at least %s".formatted(method, limits.least())));
    }
    if (moved.compareTo(limits.most()) > 0) {
      var message = "%s takes at most %s".formatted(method, limits.most());
      return Optional.of(new OutOfRange(ErrorCode.AMOUNT_TOO_LARGE, message));
    }
    // A collection was rounded to them, and what a refund returns is known only later.
    boolean exact = request.operation() == OperationType.PAYOUT;
    if (exact && moved.amount().stripTrailingZeros().scale() > limits.decimals()) {
      return Optional.of(
          new OutOfRange(
              ErrorCode.TOO_MANY_DECIMALS,
              "%s takes %d decimals of %s".formatted(method, limits.decimals(), moved.currency())));
    }
    return Optional.empty();
  }

  private static OutOfRange tooSmall(String message) {
    return new OutOfRange(ErrorCode.AMOUNT_TOO_SMALL, message);
  }
}
