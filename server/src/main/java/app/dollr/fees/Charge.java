package app.dollr.fees;

import app.dollr.values.Money;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * How one fee is reckoned: a part of the base, and perhaps a fixed amount.
 *
 * @param percentage of the base: 1.75 means 1.75 %
 * @param fixed added to it, in any currency
 */
public record Charge(BigDecimal percentage, Optional<Money> fixed) {
  /** No fee at all. */
  public static final Charge NONE = new Charge(BigDecimal.ZERO, Optional.empty());
}
