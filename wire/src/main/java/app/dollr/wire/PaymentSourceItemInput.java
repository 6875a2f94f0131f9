package app.dollr.wire;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A line of a checkout to create.
 *
 * @param currency that of the checkout
 * @param amount what one piece costs, in major units
 * @param qty how many; 1 when not given
 */
public record PaymentSourceItemInput(
    String name, String currency, BigDecimal amount, @Nullable Long qty) {}
