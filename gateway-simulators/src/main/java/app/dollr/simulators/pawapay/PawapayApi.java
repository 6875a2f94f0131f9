package app.dollr.simulators.pawapay;

import app.dollr.simulators.Asked;
import app.dollr.simulators.Fault;
import app.dollr.simulators.Faults;
import app.dollr.simulators.Reply;
import app.dollr.simulators.pawapay.Book.Wallet;
import app.dollr.simulators.pawapay.Entry.Status;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The requests that pawaPay takes, as its documentation has them. */
final class PawapayApi {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  private static final Pattern AMOUNT =
      Pattern.compile("(0|[1-9][0-9]{0,17})([.][0-9]{0,3}[1-9])?");
  private static final Pattern MESSAGE = Pattern.compile("[a-zA-Z0-9 ]{4,22}");
  private static final Pattern PHONE = Pattern.compile("[1-9][0-9]{7,14}");
  private static final int LONGEST_STATEMENT_DAYS = 31;
  private static final int TRANSACTION_DIGITS = 11;
  private static final String INVALID = "INVALID_PARAMETER";

  private static final Map<Kind, Set<String>> FIELDS =
      Map.of(
          Kind.DEPOSIT,
          Set.of(
              "depositId",
              "amount",
              "currency",
              "payer",
              "customerMessage",
              "clientReferenceId",
              "metadata",
              "preAuthorisationCode",
              "successfulUrl",
              "failedUrl"),
          Kind.PAYOUT,
          Set.of(
              "payoutId",
              "amount",
              "currency",
              "recipient",
              "customerMessage",
              "clientReferenceId",
              "metadata"),
          Kind.REFUND,
          Set.of("refundId", "depositId", "amount", "currency", "clientReferenceId", "metadata"));

  private final PawapaySettings settings;
  private final Book book;
  private final Callbacks callbacks;
  private final Faults faults;
  private final Clock clock;
  private final Map<String, Statement> statements = new HashMap<>();

  /** A statement that was asked for. */
  private record Statement(String id, Wallet wallet, Instant from, Instant until) {}

  PawapayApi(PawapaySettings settings, Book book, Callbacks callbacks, Faults faults, Clock clock) {
    this.settings = settings;
    this.book = book;
    this.callbacks = callbacks;
    this.faults = faults;
    this.clock = clock;
  }

  Reply answer(Asked asked, String url) {
    try {
      authenticate(asked);
      return routed(asked, url);
    } catch (PawapayRefused refused) {
      return Reply.json(refused.status(), Map.of("failureReason", reason(refused)));
    }
  }

  private void authenticate(Asked asked) {
    var header = asked.header("Authorization");
    if (header.isEmpty()) {
      throw new PawapayRefused(401, "NO_AUTHENTICATION", "No bearer token is given.");
    }
    if (!header.get().equals("Bearer " + settings.token())) {
      throw new PawapayRefused(403, "AUTHENTICATION_ERROR", "The API token is not valid.");
    }
  }

  private Reply routed(Asked asked, String url) {
    var parts = asked.path().split("/", -1);
    boolean known = parts.length > 2 && parts[1].equals("v2");
    var kind = known ? Kind.ofPath(parts[2]) : Optional.<Kind>empty();
    if (kind.isPresent()) {
      return payments(asked, kind.get(), parts);
    }
    return switch (asked.method() + " " + asked.path()) {
      case "GET /v2/active-conf" -> Reply.json(200, activeConf(asked.query()));
      case "GET /v2/availability" -> Reply.json(200, availability(asked.query()));
      case "POST /v2/predict-provider" -> predict(json(asked.body()));
      case "GET /v2/wallet-balances" -> Reply.json(200, balances(asked.query()));
      case "GET /v2/public-key/http" ->
          Reply.json(
              200,
              List.of(
                  Map.of(
                      "id", callbacks.signing().keyId(), "key", callbacks.signing().publicPem())));
      case "POST /v2/statements" -> statement(json(asked.body()));
      default -> statementOr404(asked, parts, url);
    };
  }

  private Reply payments(Asked asked, Kind kind, String[] parts) {
    if (asked.method().equals("POST") && parts.length == 3) {
      requireSignature(asked);
      return initiate(kind, json(asked.body()));
    }
    if (asked.method().equals("GET") && parts.length == 4) {
      return status(kind, parts[3]);
    }
    if (asked.method().equals("POST") && parts.length == 5) {
      return parts[3].equals("resend-callback")
          ? resend(kind, parts[4])
          : failEnqueued(kind, parts[3], parts[4]);
    }
    throw unknownPath();
  }

  private void requireSignature(Asked asked) {
    if (settings.requestKeys().isEmpty()) {
      return;
    }
    boolean signed =
        Signing.isSigned(
            asked.method(),
            asked.header("Host").orElse(""),
            asked.path(),
            asked::header,
            asked.body(),
            settings.requestKeys(),
            clock.instant());
    if (!signed) {
      throw new PawapayRefused(403, "HTTP_SIGNATURE_ERROR", "The signature is not valid.");
    }
  }

  private Reply initiate(Kind kind, JsonNode body) {
    body.propertyNames().stream()
        .filter(name -> !FIELDS.getOrDefault(kind, Set.of()).contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw new PawapayRefused(400, "UNSUPPORTED_PARAMETER", "There is no " + name + ".");
        });
    var id = required(body, kind.idName());
    if (!ID.matcher(id).matches()) {
      throw new PawapayRefused(400, INVALID, kind.idName() + " is no UUID of version 4.");
    }
    if (book.knows(id)) {
      return Reply.json(200, initiated(kind, id, "DUPLICATE_IGNORED"));
    }
    try {
      synchronized (book) {
        if (!book.knows(id)) {
          book.take(kind == Kind.REFUND ? refund(id, body) : payment(kind, id, body));
          return Reply.json(200, initiated(kind, id, "ACCEPTED"));
        }
        return Reply.json(200, initiated(kind, id, "DUPLICATE_IGNORED"));
      }
    } catch (PawapayRefused refused) {
      if (refused.status() != 200) {
        throw refused;
      }
      var answer = initiated(kind, id, "REJECTED");
      answer.put("failureReason", reason(refused));
      return Reply.json(200, answer);
    }
  }

  private Map<String, @Nullable Object> initiated(Kind kind, String id, String status) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put(kind.idName(), id);
    answer.put("status", status);
    if (kind == Kind.DEPOSIT && status.equals("ACCEPTED")) {
      answer.put("nextStep", "FINAL_STATUS");
    }
    answer.put("created", clock.instant().toString());
    return answer;
  }

  private Entry payment(Kind kind, String id, JsonNode body) {
    var amount = required(body, "amount");
    var currency = required(body, "currency");
    var party = body.path(kind.party());
    if (party.isMissingNode()) {
      throw new PawapayRefused(400, "MISSING_PARAMETER", kind.party() + " is missing.");
    }
    if (!required(party, "type").equals("MMO")) {
      throw new PawapayRefused(400, INVALID, "The type is not MMO.");
    }
    var phone = required(party.path("accountDetails"), "phoneNumber");
    var provider = required(party.path("accountDetails"), "provider");
    var message = text(body, "customerMessage");
    if (message.filter(words -> !MESSAGE.matcher(words).matches()).isPresent()) {
      throw new PawapayRefused(400, INVALID, "customerMessage has 4 to 22 letters and digits.");
    }
    var operator =
        Operator.named(provider)
            .orElseThrow(
                () -> PawapayRefused.rejected("INVALID_PROVIDER", "There is no " + provider + "."));
    var range =
        operator
            .range(currency)
            .orElseThrow(() ->
                PawapayRefused.rejected(
                    "INVALID_CURRENCY", provider + " does not take " + currency + "."));
    if (!PHONE.matcher(phone).matches() || !phone.startsWith(operator.countryPrefix())) {
      throw PawapayRefused.rejected("INVALID_PHONE_NUMBER", "The phone number is not valid.");
    }
    check(amount, range);
    requireOpen(operator, kind);
    if (kind == Kind.PAYOUT) {
      requireFunds(new Wallet(operator.country(), currency), amount);
    }
    return new Entry(
        kind,
        id,
        amount,
        currency,
        operator.country(),
        provider,
        phone,
        Optional.empty(),
        text(body, "clientReferenceId"),
        message,
        Status.ENQUEUED,
        Optional.empty(),
        Optional.empty(),
        transaction(),
        clock.instant(),
        Optional.empty());
  }

  private Entry refund(String id, JsonNode body) {
    var deposit =
        book.find(Kind.DEPOSIT, required(body, "depositId"))
            .orElseThrow(() -> PawapayRefused.rejected("NOT_FOUND", "The deposit is not known."));
    if (deposit.status() != Status.COMPLETED) {
      throw PawapayRefused.rejected("INVALID_STATE", "The deposit is not completed.");
    }
    var before = book.refunds(deposit.id());
    if (before.stream().anyMatch(refund -> !refund.status().isFinal())) {
      throw PawapayRefused.rejected("REFUND_IN_PROGRESS", "Another refund is under way.");
    }
    var returned =
        before.stream()
            .map(refund -> new BigDecimal(refund.amount()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    var left = new BigDecimal(deposit.amount()).subtract(returned);
    if (left.signum() <= 0) {
      throw PawapayRefused.rejected("DEPOSIT_ALREADY_REFUNDED", "Nothing is left of it.");
    }
    if (text(body, "currency").filter(c -> !c.equals(deposit.currency())).isPresent()) {
      throw PawapayRefused.rejected("INVALID_CURRENCY", "The deposit has another currency.");
    }
    var amount = text(body, "amount").orElse(left.stripTrailingZeros().toPlainString());
    var operator = Operator.named(deposit.provider()).orElseThrow();
    var range = operator.range(deposit.currency()).orElseThrow();
    checkForm(amount, range);
    if (new BigDecimal(amount).compareTo(left) > 0) {
      throw PawapayRefused.rejected("AMOUNT_TOO_LARGE", "Less than that is left.");
    }
    requireOpen(operator, Kind.REFUND);
    requireFunds(Book.wallet(deposit), amount);
    return new Entry(
        Kind.REFUND,
        id,
        amount,
        deposit.currency(),
        deposit.country(),
        deposit.provider(),
        deposit.phone(),
        Optional.of(deposit.id()),
        text(body, "clientReferenceId"),
        Optional.empty(),
        Status.ENQUEUED,
        Optional.empty(),
        Optional.empty(),
        transaction(),
        clock.instant(),
        Optional.empty());
  }

  private static void check(String amount, Operator.Range range) {
    checkForm(amount, range);
    var number = new BigDecimal(amount);
    if (number.compareTo(range.least()) < 0 || number.compareTo(range.most()) > 0) {
      throw PawapayRefused.rejected(
          "AMOUNT_OUT_OF_BOUNDS",
          "The amount is not between %s and %s.".formatted(range.least(), range.most()));
    }
  }

  private static void checkForm(String amount, Operator.Range range) {
    if (!AMOUNT.matcher(amount).matches() || new BigDecimal(amount).scale() > range.decimals()) {
      throw PawapayRefused.rejected(
          "INVALID_AMOUNT", "The amount has more than %d decimals.".formatted(range.decimals()));
    }
  }

  private void requireOpen(Operator operator, Kind kind) {
    var state = book.state(operator.provider(), kind);
    boolean refused =
        state == Operator.State.CLOSED || (state == Operator.State.DELAYED && kind == Kind.DEPOSIT);
    if (refused) {
      throw PawapayRefused.rejected(
          "PROVIDER_TEMPORARILY_UNAVAILABLE",
          operator.provider() + " does not take this at the moment.");
    }
  }

  private void requireFunds(Wallet wallet, String amount) {
    if (book.available(wallet).compareTo(new BigDecimal(amount)) < 0) {
      throw PawapayRefused.rejected("PAWAPAY_WALLET_OUT_OF_FUNDS", "The wallet has too little.");
    }
  }

  private Reply status(Kind kind, String id) {
    var entry = book.find(kind, id);
    if (entry.isEmpty()) {
      return Reply.json(200, Map.of("status", "NOT_FOUND"));
    }
    var shown = entry.get().shown();
    if (faults.take(Fault.UNKNOWN_STATUS)) {
      shown.put("status", "ON_THE_MOON");
    }
    return Reply.json(200, Map.of("status", "FOUND", "data", shown));
  }

  private Reply resend(Kind kind, String id) {
    var entry = book.find(kind, id).filter(found -> found.status().isFinal());
    entry.ifPresent(callbacks::tell);
    return Reply.json(
        200, Map.of(kind.idName(), id, "status", entry.isPresent() ? "ACCEPTED" : "REJECTED"));
  }

  private Reply failEnqueued(Kind kind, String verb, String id) {
    if (!verb.equals("fail-enqueued") || kind == Kind.DEPOSIT) {
      throw unknownPath();
    }
    boolean failed = book.failEnqueued(kind, id);
    return Reply.json(200, Map.of(kind.idName(), id, "status", failed ? "ACCEPTED" : "REJECTED"));
  }

  private Map<String, Object> activeConf(Map<String, String> query) {
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
        operation.put("pinPrompt", "AUTOMATIC");
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
                Map.of("en", "Did not get a PIN prompt?"),
                "quickLink",
                code,
                "instructions",
                Map.of(
                    "en", List.of(Map.of("text", "Dial " + code, "template", "Dial " + code))))));
  }

  private List<Object> availability(Map<String, String> query) {
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

  private static Reply predict(JsonNode body) {
    var digits = required(body, "phoneNumber").replaceAll("[^0-9]", "").replaceFirst("^0+", "");
    var operator =
        Operator.of(digits)
            .orElseThrow(() -> new PawapayRefused(400, INVALID, "No operator has this number."));
    return Reply.json(
        200,
        Map.of(
            "country", operator.country(),
            "provider", operator.provider(),
            "phoneNumber", digits));
  }

  private Map<String, Object> balances(Map<String, String> query) {
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

  private Reply statement(JsonNode body) {
    var wallet =
        new Wallet(
            required(body.path("wallet"), "country"), required(body.path("wallet"), "currency"));
    var from = date(body, "startDate");
    var until = date(body, "endDate");
    if (until.isBefore(from) || from.plusDays(LONGEST_STATEMENT_DAYS).isBefore(until)) {
      throw new PawapayRefused(400, "INVALID_DATE_RANGE", "At most 31 days.");
    }
    var id = UUID.randomUUID().toString();
    var statement =
        new Statement(
            id,
            wallet,
            from.atStartOfDay(ZoneOffset.UTC).toInstant(),
            until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    synchronized (statements) {
      statements.put(id, statement);
    }
    return Reply.json(
        200,
        Map.of("statementId", id, "status", "ACCEPTED", "created", clock.instant().toString()));
  }

  private Reply statementOr404(Asked asked, String[] parts, String url) {
    boolean about =
        asked.method().equals("GET") && parts.length >= 4 && parts[2].equals("statements");
    Optional<Statement> found;
    synchronized (statements) {
      found = about ? Optional.ofNullable(statements.get(parts[3])) : Optional.empty();
    }
    if (!about) {
      throw unknownPath();
    }
    if (found.isEmpty()) {
      return Reply.json(200, Map.of("status", "NOT_FOUND"));
    }
    if (parts.length == 5 && parts[4].equals("csv")) {
      return new Reply(200, csv(found.get()), Map.of("Content-Type", "text/csv"));
    }
    return Reply.json(
        200,
        Map.of(
            "status",
            "FOUND",
            "data",
            Map.of(
                "statementId",
                found.get().id(),
                "status",
                "COMPLETED",
                "fileSize",
                csv(found.get()).getBytes(StandardCharsets.UTF_8).length,
                "downloadUrl",
                url + asked.path() + "/csv")));
  }

  private String csv(Statement statement) {
    var text =
        new StringBuilder(
            "created,type,id,amount,fee,balance,currency,country,provider,phoneNumber,"
                + "providerTransactionId,clientReferenceId\n");
    for (var line : book.lines(statement.wallet())) {
      var entry = line.entry();
      var at = entry.created();
      if (at.isBefore(statement.from()) || !at.isBefore(statement.until())) {
        continue;
      }
      text.append(
          String.join(
              ",",
              at.toString(),
              entry.kind().name(),
              entry.id(),
              line.amount().toPlainString(),
              line.fee().toPlainString(),
              line.balance().toPlainString(),
              entry.currency(),
              entry.country(),
              entry.provider(),
              entry.phone(),
              entry.transaction(),
              entry.clientReference().orElse("")));
      text.append('\n');
    }
    return text.toString();
  }

  private static LocalDate date(JsonNode body, String name) {
    try {
      return LocalDate.parse(required(body, name).substring(0, "2026-01-01".length()));
    } catch (DateTimeParseException | StringIndexOutOfBoundsException e) {
      throw new PawapayRefused(400, INVALID, name + " is no date.");
    }
  }

  private static JsonNode json(String body) {
    try {
      var node = JSON.readTree(body);
      if (node.isObject()) {
        return node;
      }
    } catch (JacksonException e) {
      throw new PawapayRefused(400, "INVALID_INPUT", "The body is no JSON.");
    }
    throw new PawapayRefused(400, "INVALID_INPUT", "The body is no JSON object.");
  }

  private static String required(JsonNode body, String name) {
    return text(body, name)
        .orElseThrow(
            () -> new PawapayRefused(400, "MISSING_PARAMETER", "%s is missing.".formatted(name)));
  }

  private static Optional<String> text(JsonNode body, String name) {
    return body.path(name).stringValueOpt().filter(words -> !words.isEmpty());
  }

  private static Map<String, String> reason(PawapayRefused refused) {
    return Map.of(
        "failureCode", refused.code(), "failureMessage", String.valueOf(refused.getMessage()));
  }

  private static PawapayRefused unknownPath() {
    return new PawapayRefused(404, "NOT_FOUND", "Nothing is here.");
  }

  private static String transaction() {
    var digits = new StringBuilder();
    for (int i = 0; i < TRANSACTION_DIGITS; i++) {
      digits.append((char) ('0' + RANDOM.nextInt(10)));
    }
    return digits.toString();
  }
}
