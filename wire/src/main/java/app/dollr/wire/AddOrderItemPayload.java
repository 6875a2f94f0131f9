package app.dollr.wire;

import java.math.BigDecimal;

/** A line to add; the amount is the unit price. */
public record AddOrderItemPayload(String name, String currency, long qty, BigDecimal amount) {}
