package app.dollr.wire;

import java.math.BigDecimal;

/**
 * A line of a receipt.
 *
 * @param amount what one piece cost, in major units of {@code currency}
 */
public record ReceiptItem(long id, String name, long qty, BigDecimal amount, String currency) {}
