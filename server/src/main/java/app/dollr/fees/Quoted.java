package app.dollr.fees;

import app.dollr.platform.errors.ErrorCode;
import java.util.Optional;

/** A quote, or why there can be none. */
public sealed interface Quoted {
  /** What it costs. */
  record Costs(Quote quote) implements Quoted {}

  /**
   * The amount cannot be moved.
   *
   * @param code AMOUNT_TOO_SMALL, AMOUNT_TOO_LARGE or TOO_MANY_DECIMALS
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
    return request
        .rail()
        .objection(request.operation(), moved)
        .map(why -> new OutOfRange(why.code(), why.message()));
  }

  private static OutOfRange tooSmall(String message) {
    return new OutOfRange(ErrorCode.AMOUNT_TOO_SMALL, message);
  }
}
