package app.dollr.cli;

import app.dollr.wire.SourceType;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of what is sold: the one line of an invoice or order that is made on the way. */
final class Sale {
  @Option(
      names = "--amount",
      converter = Decimals.AboveZero.class,
      required = true,
      description = "What one piece costs: 250.00.")
  private BigDecimal amount = BigDecimal.ZERO;

  @Option(names = "--currency", required = true, description = "USD, LRD or RWF.")
  private String currency = "";

  @Option(names = "--item", description = "What it is for (default: ${DEFAULT-VALUE}).")
  private String item = "Payment";

  @Option(names = "--qty", description = "How many (default: ${DEFAULT-VALUE}).")
  private long qty = 1;

  @Option(names = "--order", description = "By an order instead of an invoice.")
  private boolean order;

  @Option(names = "--note", description = "A note on the invoice or order.")
  private @Nullable String note;

  BigDecimal amount() {
    return amount;
  }

  String currency() {
    return currency.toUpperCase(Locale.ROOT);
  }

  String item() {
    return item;
  }

  long qty() {
    return qty;
  }

  SourceType type() {
    return order ? SourceType.ORDER : SourceType.INVOICE;
  }

  @Nullable String note() {
    return note;
  }
}
