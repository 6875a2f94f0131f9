package app.dollr.wire;

import java.math.BigDecimal;

/** A line of a receipt. */
public record ReceiptItem(long id, String name, long qty, BigDecimal amount, String currency) {}
