package app.dollr.simulators.pawapay;

import app.dollr.simulators.Reply;
import app.dollr.simulators.pawapay.Book.Wallet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is configured, open and on the wallets. */
final class Discovery {
  private final PawapaySettings settings;
  private final Book book;
  private final Callbacks callbacks;

  Discovery(PawapaySettings settings, Book book, Callbacks callbacks) {
    this.settings = settings;
    this.book = book;
    this.callbacks = callbacks;
  }

  Map<String, Object> activeConf(Map<String, String> query) {
    List<Object> countries = new ArrayList<>();
    for (var country : countries(query)) {
      var operators = Operator.ALL.stream().filter(o -> o.country().equals(country)).toList();
      countries.add(
          Map.of(
              "country", country,
              "prefix", operators.getFirst().countryPrefix(),
              "providers", operators.stream().map(this::configured).toList()));
    }
    return Map.of(
        "companyName",
        "A simulated company",
        "signatureConfiguration",
        Map.of(
            "signedRequestsOnly", !settings.requestKeys().isEmpty(),
            "signedCallbacks", settings.signedCallbacks()),
        "countries",
        countries);
  }

  private Map<String, Object> configured(Operator operator) {
    return Map.of(
        "provider", operator.provider(),
        "displayName", operator.displayName(),
        "nameDisplayedToCustomer", "A simulated company",
        "currencies",
            operator.ranges().stream()
                .map(range ->
                    Map.of(
                        "currency", range.currency(),
                        "displayName", range.currency(),
                        "operationTypes", operations(operator, range)))
                .toList());
  }

  private Map<String, Object> operations(Operator operator, Operator.Range range) {
    Map<String, Object> operations = new LinkedHashMap<>();
    for (var kind : Kind.values()) {
      Map<String, Object> operation = new LinkedHashMap<>();
      operation.put("minAmount", range.least().toPlainString());
      operation.put("maxAmount", range.most().toPlainString());
      operation.put("decimalsInAmount", range.decimals() == 0 ? "NONE" : "TWO_PLACES");
      operation.put("status", book.state(operator.provider(), kind).name());
      callbacks.receiver().ifPresent(url -> operation.put("callbackUrl", url.toString()));
      if (kind == Kind.DEPOSIT) {
        operation.put("authType", "PROVIDER_AUTH");
        operation.put("pinPrompt", operator.byHand() ? "MANUAL" : "AUTOMATIC");
        operation.put("pinPromptRevivable", operator.prompt().isPresent());
        operator.prompt().ifPresent(code -> operation.put("pinPromptInstructions", dial(code)));
      }
      operations.put(kind.name(), operation);
    }
    return operations;
  }

  private static Map<String, Object> dial(String code) {
    return Map.of(
        "channels",
        List.of(
            Map.of(
                "type",
                "USSD",
                "displayName",
                Map.of("en", "Did not get a PIN prompt?", "fr", "Pas de demande de code PIN ?"),
                "quickLink",
                code,
                "variables",
                Map.of("shortCode", code),
                "instructions",
                Map.of(
                    "en",
                    steps(code, "Dial %s", "Choose the payment that waits", "Enter your PIN"),
                    "fr",
                    steps(
                        code,
                        "Composez %s",
                        "Choisissez le paiement en attente",
                        "Entrez votre code PIN")))));
  }

  private static List<Object> steps(String code, String... templates) {
    return Stream.of(templates)
        .<Object>map(step ->
            Map.of("text", step.formatted(code), "template", step.formatted("{{shortCode}}")))
        .toList();
  }

  List<Object> availability(Map<String, String> query) {
    List<Object> countries = new ArrayList<>();
    for (var country : countries(query)) {
      var providers =
          Operator.ALL.stream()
              .filter(operator -> operator.country().equals(country))
              .map(operator ->
                  Map.of(
                      "provider", operator.provider(),
                      "operationTypes", states(operator, query)))
              .toList();
      countries.add(Map.of("country", country, "providers", providers));
    }
    return countries;
  }

  private List<Object> states(Operator operator, Map<String, String> query) {
    List<Object> states = new ArrayList<>();
    for (var kind : Kind.values()) {
      if (query.getOrDefault("operationType", kind.name()).equals(kind.name())) {
        states.add(
            Map.of(
                "operationType", kind.name(),
                "status", book.state(operator.provider(), kind).name()));
      }
    }
    return states;
  }

  private static Set<String> countries(Map<String, String> query) {
    return Operator.ALL.stream()
        .map(Operator::country)
        .filter(country -> query.getOrDefault("country", country).equals(country))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Reply predict(Body body) {
    var digits = body.required("phoneNumber").replaceAll("[^0-9]", "").replaceFirst("^0+", "");
    var operator =
        book.portedTo(digits)
            .or(() -> Operator.of(digits))
            .orElseThrow(() -> PawapayRefused.invalid("No operator has this number."));
    return Reply.json(
        200,
        Map.of(
            "country", operator.country(),
            "provider", operator.provider(),
            "phoneNumber", digits));
  }

  Map<String, Object> balances(Map<String, String> query) {
    List<Object> balances = new ArrayList<>();
    for (var country : countries(query)) {
      Operator.ALL.stream()
          .filter(operator -> operator.country().equals(country))
          .flatMap(operator -> operator.ranges().stream())
          .map(range -> new Wallet(country, range.currency()))
          .distinct()
          .forEach(wallet ->
              balances.add(
                  Map.of(
                      "country", wallet.country(),
                      "balance", book.balance(wallet).toPlainString(),
                      "currency", wallet.currency(),
                      "provider", "")));
    }
    return Map.of("balances", balances);
  }
}
