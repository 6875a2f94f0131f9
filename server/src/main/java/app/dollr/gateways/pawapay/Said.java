package app.dollr.gateways.pawapay;

import app.dollr.values.CurrencyCode;
import app.dollr.values.Money;
import app.dollr.wire.OperationType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What pawaPay says of a payment, in a status check or a callback; none of it is believed yet.
 *
 * @param operation that it is about
 * @param deposit that is given back, for a refund
 */
record Said(
    OperationType operation,
    UUID id,
    String status,
    Optional<Money> amount,
    Optional<String> provider,
    Optional<String> phone,
    Optional<String> deposit,
    Optional<String> clientReference,
    Optional<String> transaction,
    Optional<String> failureCode,
    Optional<String> failureMessage) {
  private static final Pattern AMOUNT = Pattern.compile("\\d{1,18}(\\.\\d{1,18})?");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final int LONGEST = 255;

  /** What a body says; empty when it is about no payment of a kind that is known. */
  static Optional<Said> read(JsonNode data) {
    var operation = operation(data);
    return operation.flatMap(known ->
        text(data, idOf(known))
            .filter(id -> ID.matcher(id).matches())
            .map(id -> of(known, id, data)));
  }

  /** The name that an id has in bodies. */
  static String idOf(OperationType operation) {
    return switch (operation) {
      case COLLECTION -> "depositId";
      case PAYOUT -> "payoutId";
      case REFUND -> "refundId";
      case TRANSFER -> throw new IllegalStateException("a transfer goes through no gateway");
    };
  }

  /** Whose wallet it is about, as bodies name them. */
  static String partyOf(OperationType operation) {
    return operation == OperationType.COLLECTION ? "payer" : "recipient";
  }

  private static Said of(OperationType operation, String id, JsonNode data) {
    var account = data.path(partyOf(operation)).path("accountDetails");
    var reason = data.path("failureReason");
    return new Said(
        operation,
        UUID.fromString(id),
        text(data, "status").orElse(""),
        money(data),
        text(account, "provider"),
        text(account, "phoneNumber"),
        operation == OperationType.REFUND ? text(data, "depositId") : Optional.empty(),
        text(data, "clientReferenceId"),
        text(data, "providerTransactionId"),
        text(reason, "failureCode"),
        text(reason, "failureMessage"));
  }

  /** A refund names its deposit too, so that is looked at last. */
  private static Optional<OperationType> operation(JsonNode data) {
    if (data.has("refundId")) {
      return Optional.of(OperationType.REFUND);
    }
    if (data.has("payoutId")) {
      return Optional.of(OperationType.PAYOUT);
    }
    return data.has("depositId") ? Optional.of(OperationType.COLLECTION) : Optional.empty();
  }

  /** The amount; one that is finer than the currency is brought up to what it can have. */
  private static Optional<Money> money(JsonNode data) {
    var amount = text(data, "amount").filter(digits -> AMOUNT.matcher(digits).matches());
    var currency = text(data, "currency").filter(code -> CURRENCY.matcher(code).matches());
    try {
      return amount.flatMap(digits ->
          currency.map(code ->
              Money.ofRounded(new BigDecimal(digits), new CurrencyCode(code), RoundingMode.UP)));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode node, String name) {
    return node.path(name)
        .stringValueOpt()
        .filter(words -> !words.isEmpty() && words.length() <= LONGEST)
        .filter(words -> words.chars().noneMatch(Character::isISOControl));
  }
}
