package app.dollr.gateways.pawapay;

import app.dollr.routing.Prompt;
import app.dollr.routing.Rail;
import app.dollr.values.CurrencyCode;
import app.dollr.values.Money;
import app.dollr.wire.OperationType;
import app.dollr.wire.OperatorState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What the account is configured for, as {@code GET /v2/active-conf} tells: what operators take,
 * and how it stands with them. Whatever cannot be read is left out.
 *
 * @param signedCallbacks, signedRequestsOnly what the account does and demands
 */
record ActiveConf(
    Map<String, Provider> providers, boolean signedCallbacks, boolean signedRequestsOnly) {
  private static final Pattern AMOUNT = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");
  private static final Pattern DIALED = Pattern.compile("[*#0-9]{2,32}");
  private static final int MOST_STEPS = 8;
  private static final int LONGEST_STEP = 200;

  /** One operator, with the terms of what it does by currency. */
  record Provider(Map<Deal, Terms> terms, Optional<Prompt> prompt) {}

  /** What is done in which currency. */
  record Deal(OperationType operation, String currency) {}

  /**
   * What an operator takes.
   *
   * @param decimals at most
   * @param state how it stands with it
   * @param callbackUrl where its callbacks go
   */
  record Terms(
      Optional<BigDecimal> least,
      Optional<BigDecimal> most,
      int decimals,
      OperatorState state,
      Optional<String> callbackUrl) {

    /** The same as a rail has it, in a currency's own units. */
    Rail.Limits limits(CurrencyCode currency) {
      var none = Rail.Limits.none(currency);
      return new Rail.Limits(
          least.map(amount -> money(amount, currency, RoundingMode.UP)).orElse(none.least()),
          most.map(amount -> money(amount, currency, RoundingMode.DOWN)).orElse(none.most()),
          Math.min(decimals, currency.decimals()));
    }

    private static Money money(BigDecimal amount, CurrencyCode currency, RoundingMode rounding) {
      return Money.ofRounded(amount, currency, rounding);
    }
  }

  static ActiveConf read(JsonNode body) {
    Map<String, Provider> providers = new HashMap<>();
    for (var country : body.path("countries")) {
      for (var provider : country.path("providers")) {
        provider
            .path("provider")
            .stringValueOpt()
            .ifPresent(name -> providers.put(name, provider(provider)));
      }
    }
    var signatures = body.path("signatureConfiguration");
    return new ActiveConf(
        Map.copyOf(providers),
        signatures.path("signedCallbacks").asBoolean(false),
        signatures.path("signedRequestsOnly").asBoolean(false));
  }

  /** The terms of an operation; empty when the operator does not do it in this currency. */
  Optional<Terms> terms(String provider, OperationType operation, CurrencyCode currency) {
    return Optional.ofNullable(providers.get(provider))
        .flatMap(
            known -> Optional.ofNullable(known.terms().get(new Deal(operation, currency.code()))));
  }

  /** How it stands with an operation: as well as in the currency with which it stands best. */
  Optional<OperatorState> state(String provider, OperationType operation) {
    return Optional.ofNullable(providers.get(provider)).stream()
        .flatMap(known -> known.terms().entrySet().stream())
        .filter(deal -> deal.getKey().operation() == operation)
        .map(deal -> deal.getValue().state())
        .min(Comparator.naturalOrder());
  }

  /** Why the account cannot do an operation at all, in few words; empty when it can. */
  Optional<String> obstacle(String provider, OperationType operation) {
    if (!providers.containsKey(provider)) {
      return Optional.of("is not enabled on the account");
    }
    return state(provider, operation).isEmpty()
        ? Optional.of("does not do this on the account")
        : Optional.empty();
  }

  private static Provider provider(JsonNode provider) {
    Map<Deal, Terms> terms = new HashMap<>();
    Optional<Prompt> prompt = Optional.empty();
    for (var currency : provider.path("currencies")) {
      var code = currency.path("currency").asString("");
      for (var operation : currency.path("operationTypes").properties()) {
        var known = operation(operation.getKey());
        if (known.isPresent()) {
          terms.put(new Deal(known.get(), code), terms(operation.getValue()));
          prompt = prompt.or(() -> prompt(operation.getValue()));
        }
      }
    }
    return new Provider(Map.copyOf(terms), prompt);
  }

  private static Terms terms(JsonNode operation) {
    return new Terms(
        amount(operation, "minAmount"),
        amount(operation, "maxAmount"),
        operation.path("decimalsInAmount").asString("").equals("TWO_PLACES") ? 2 : 0,
        Availability.state(operation.path("status").asString("OPERATIONAL")),
        operation.path("callbackUrl").stringValueOpt());
  }

  private static Optional<BigDecimal> amount(JsonNode operation, String name) {
    var node = operation.path(name);
    var text = node.isNumber() ? node.decimalValue().toPlainString() : node.asString("");
    return Optional.of(text)
        .filter(digits -> AMOUNT.matcher(digits).matches())
        .map(BigDecimal::new);
  }

  /** Where a payer can neither be asked again nor has to dial, there is nothing to dial. */
  private static Optional<Prompt> prompt(JsonNode operation) {
    boolean byHand = operation.path("pinPrompt").asString("").equals("MANUAL");
    boolean dials = byHand || operation.path("pinPromptRevivable").asBoolean(true);
    for (var channel : operation.path("pinPromptInstructions").path("channels")) {
      if (channel.path("type").asString("").equals("USSD")) {
        var code = channel.path("quickLink").asString("");
        var dialed = Optional.of(code).filter(text -> DIALED.matcher(text).matches());
        return Optional.of(
            new Prompt(
                byHand,
                dialed.filter(text -> dials),
                dials ? steps(channel.path("instructions")) : Map.of()));
      }
    }
    boolean said = operation.has("pinPrompt");
    return said ? Optional.of(new Prompt(byHand, Optional.empty(), Map.of())) : Optional.empty();
  }

  private static Map<String, List<String>> steps(JsonNode instructions) {
    Map<String, List<String>> steps = new HashMap<>();
    for (var language : instructions.properties()) {
      var texts =
          language
              .getValue()
              .valueStream()
              .map(step -> step.path("text").asString("").strip())
              .filter(text -> !text.isEmpty() && text.length() <= LONGEST_STEP)
              .filter(text -> text.chars().noneMatch(Character::isISOControl))
              .limit(MOST_STEPS)
              .toList();
      if (!texts.isEmpty()) {
        steps.put(language.getKey(), texts);
      }
    }
    return steps;
  }

  /** What pawaPay calls an operation; empty when it is none of ours. */
  static Optional<OperationType> operation(String name) {
    return switch (name) {
      case "DEPOSIT" -> Optional.of(OperationType.COLLECTION);
      case "PAYOUT" -> Optional.of(OperationType.PAYOUT);
      case "REFUND" -> Optional.of(OperationType.REFUND);
      default -> Optional.empty();
    };
  }
}
