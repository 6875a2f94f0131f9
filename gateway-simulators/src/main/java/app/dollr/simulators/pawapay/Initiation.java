package app.dollr.simulators.pawapay;

import app.dollr.simulators.Reply;
import app.dollr.simulators.pawapay.Book.Wallet;
import app.dollr.simulators.pawapay.Entry.Status;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How deposits, payouts and refunds are begun. */
final class Initiation {
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  private static final Pattern AMOUNT =
      Pattern.compile("(0|[1-9][0-9]{0,17})([.][0-9]{0,3}[1-9])?");
  private static final Pattern MESSAGE = Pattern.compile("[a-zA-Z0-9 ]{4,22}");
  private static final Pattern PHONE = Pattern.compile("[1-9][0-9]{7,14}");
  private static final int TRANSACTION_DIGITS = 11;

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

  private final Book book;
  private final Clock clock;

  Initiation(Book book, Clock clock) {
    this.book = book;
    this.clock = clock;
  }

  Reply initiate(Kind kind, Body body) {
    body.names().stream()
        .filter(name -> !FIELDS.getOrDefault(kind, Set.of()).contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw new PawapayRefused(400, "UNSUPPORTED_PARAMETER", "There is no " + name + ".");
        });
    var id = body.required(kind.idName());
    if (!ID.matcher(id).matches()) {
      throw PawapayRefused.invalid(kind.idName() + " is no UUID of version 4.");
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
      answer.put("failureReason", refused.reason());
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

  private Entry payment(Kind kind, String id, Body body) {
    var amount = body.required("amount");
    var currency = body.required("currency");
    if (!body.has(kind.party())) {
      throw new PawapayRefused(400, "MISSING_PARAMETER", kind.party() + " is missing.");
    }
    var party = body.inner(kind.party());
    if (!party.required("type").equals("MMO")) {
      throw PawapayRefused.invalid("The type is not MMO.");
    }
    var phone = party.inner("accountDetails").required("phoneNumber");
    var provider = party.inner("accountDetails").required("provider");
    var message = body.text("customerMessage");
    if (message.filter(words -> !MESSAGE.matcher(words).matches()).isPresent()) {
      throw PawapayRefused.invalid("customerMessage has 4 to 22 letters and digits.");
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
        body.text("clientReferenceId"),
        message,
        Status.ENQUEUED,
        Optional.empty(),
        Optional.empty(),
        transaction(),
        clock.instant(),
        Optional.empty());
  }

  private Entry refund(String id, Body body) {
    var deposit =
        book.find(Kind.DEPOSIT, body.required("depositId"))
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
    if (body.text("currency").filter(c -> !c.equals(deposit.currency())).isPresent()) {
      throw PawapayRefused.rejected("INVALID_CURRENCY", "The deposit has another currency.");
    }
    var amount = body.text("amount").orElse(left.stripTrailingZeros().toPlainString());
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
        body.text("clientReferenceId"),
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

  private static String transaction() {
    var digits = new StringBuilder();
    for (int i = 0; i < TRANSACTION_DIGITS; i++) {
      digits.append((char) ('0' + RANDOM.nextInt(10)));
    }
    return digits.toString();
  }
}
