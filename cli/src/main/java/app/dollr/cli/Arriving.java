package app.dollr.cli;

import java.math.BigDecimal;
import picocli.CommandLine.Option;

/** The options of how much arrives. */
final class Arriving {
  @Option(
      names = "--amount",
      converter = Decimals.AboveZero.class,
      required = true,
      description = "What arrives: 100.00.")
  private BigDecimal amount = BigDecimal.ZERO;

  @Option(names = "--currency", required = true, description = "USD, LRD or RWF.")
  private String currency = "";

  BigDecimal amount() {
    return amount;
  }

  String currency() {
    return currency;
  }
}
