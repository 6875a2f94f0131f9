package app.dollr.simulators.pawapay;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A mobile-money operator, with what it takes.
 *
 * @param prefixes of its phone numbers, after the country's; a number of another operator passes
 *     too
 * @param prompt what a payer dials to be asked for the PIN again
 * @param byHand whether the payer has to dial it, for nobody asks by itself
 */
record Operator(
    String provider,
    String displayName,
    String country,
    String countryPrefix,
    List<String> prefixes,
    List<Range> ranges,
    Optional<String> prompt,
    boolean byHand) {

  /** What it takes of a currency. */
  record Range(String currency, BigDecimal least, BigDecimal most, int decimals) {
    private static Range of(String currency, String least, String most, int decimals) {
      return new Range(currency, new BigDecimal(least), new BigDecimal(most), decimals);
    }
  }

  /** How it stands with an operation of an operator. */
  enum State {
    OPERATIONAL,
    DELAYED,
    CLOSED
  }

  private static final List<Range> LIBERIAN =
      List.of(Range.of("USD", "0.10", "10000", 2), Range.of("LRD", "10", "2000000", 2));

  /** Those of Rwanda, as captured; and those of Liberia, as on an account that has them. */
  static final List<Operator> ALL =
      List.of(
          new Operator(
              "MTN_MOMO_RWA",
              "MTN",
              "RWA",
              "250",
              List.of("78", "79"),
              List.of(Range.of("RWF", "5", "2000000", 0)),
              Optional.of("*182*7*1#"),
              false),
          new Operator(
              "AIRTEL_RWA",
              "Airtel",
              "RWA",
              "250",
              List.of("72", "73"),
              List.of(Range.of("RWF", "100", "1500000", 0)),
              Optional.of("*182*5*6*1#"),
              false),
          new Operator(
              "MTN_MOMO_LBR",
              "MTN",
              "LBR",
              "231",
              List.of("88", "55"),
              LIBERIAN,
              Optional.of("*156#"),
              true),
          new Operator(
              "ORANGE_LBR",
              "Orange",
              "LBR",
              "231",
              List.of("77"),
              LIBERIAN,
              Optional.of("*144#"),
              false));

  static Optional<Operator> named(String provider) {
    return ALL.stream().filter(operator -> operator.provider.equals(provider)).findFirst();
  }

  /** Whose number it is likely to be. */
  static Optional<Operator> of(String phone) {
    return ALL.stream()
        .filter(operator ->
            operator.prefixes.stream()
                .anyMatch(prefix -> phone.startsWith(operator.countryPrefix + prefix)))
        .findFirst();
  }

  Optional<Range> range(String currency) {
    return ranges.stream().filter(range -> range.currency().equals(currency)).findFirst();
  }
}
