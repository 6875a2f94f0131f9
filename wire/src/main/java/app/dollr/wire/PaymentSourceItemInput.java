package app.dollr.wire;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A line of a checkout to create; the amount is the unit price. */
public record PaymentSourceItemInput(
    String name, String currency, BigDecimal amount, @Nullable Long qty) {}
