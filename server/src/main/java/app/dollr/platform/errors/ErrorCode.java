package app.dollr.platform.errors;

import static app.dollr.platform.errors.ErrorKind.CALLER;
import static app.dollr.platform.errors.ErrorKind.CONFLICT;
import static app.dollr.platform.errors.ErrorKind.OURS;
import static app.dollr.platform.errors.ErrorKind.PROVIDER;

/**
 * Every error the platform answers with, in the order of precedence: of several that apply, the
 * first is told.
 *
 * <p>The codes of status 422 are the {@code type} of an entry in {@code detail}; the others stand
 * in {@code code} beside a {@code detail} that is a text. {@code docs/errors.md} is written from
 * this list.
 */
public enum ErrorCode {
  NOT_FOUND(404, "not_found", CALLER, "Not Found"),
  METHOD_NOT_ALLOWED(405, "method_not_allowed", CALLER, "Method Not Allowed"),
  NOT_AUTHENTICATED(401, "not_authenticated", CALLER, "Not authenticated"),
  INVALID_CREDENTIALS(401, "invalid_credentials", CALLER, "Could not validate credentials"),
  MERCHANT_UNVERIFIED(403, "merchant_unverified", CALLER, "The merchant is not verified"),
  PASSCODE_LOCKED(
      403, "passcode_locked", CALLER, "Too many wrong passcodes; it is locked for 15 minutes"),
  FORM_FOREIGN(403, "form_foreign", CALLER, "The form was sent by another site"),
  CALLBACK_UNSIGNED(
      400, "callback_unsigned", CALLER, "The callback is not signed by the gateway, or is too old"),
  TOO_MANY_REQUESTS(429, "too_many_requests", CALLER, "Too many requests"),
  VERSION_UNKNOWN(422, "value_error.const", CALLER, "unexpected value; permitted: 'v1'"),
  UNSUPPORTED_MEDIA_TYPE(415, "unsupported_media_type", CALLER, "Unsupported Media Type"),
  BODY_TOO_LARGE(413, "body_too_large", CALLER, "Request body is larger than 65536 bytes"),
  BODY_TOO_SLOW(408, "body_too_slow", CALLER, "Request body did not arrive in time"),

  JSON_INVALID(422, "value_error.jsondecode", CALLER, "the body is not valid JSON"),
  NUMBER_FORM(
      422, "value_error.number.form", CALLER, "a number has at most 20 characters and no exponent"),
  CARD_DATA(
      422,
      "value_error.card_data.forbidden",
      CALLER,
      "card data is not accepted; send a payment_method_id"),

  MISSING(422, "value_error.missing", CALLER, "field required"),
  NULL(422, "type_error.none.not_allowed", CALLER, "none is not an allowed value"),
  NOT_AN_OBJECT(422, "type_error.dict", CALLER, "value is not a valid dict"),
  NOT_A_LIST(422, "type_error.list", CALLER, "value is not a valid list"),
  NOT_AN_INTEGER(422, "type_error.integer", CALLER, "value is not a valid integer"),
  NOT_A_NUMBER(422, "type_error.decimal", CALLER, "value is not a valid decimal"),
  NOT_A_TEXT(422, "type_error.str", CALLER, "str type expected"),
  NOT_A_BOOLEAN(422, "type_error.bool", CALLER, "value is not a valid boolean"),
  NOT_A_TIME(422, "value_error.datetime", CALLER, "invalid datetime format"),
  NOT_A_UUID(422, "value_error.uuid", CALLER, "invalid uuid"),
  NOT_A_WORD(422, "type_error.enum", CALLER, "value is not a valid enumeration member"),
  TOO_SMALL(422, "value_error.number.not_ge", CALLER, "ensure this value is greater than or equal"),
  TOO_LARGE(422, "value_error.number.not_le", CALLER, "ensure this value is less than or equal"),
  TOO_SHORT(422, "value_error.any_str.min_length", CALLER, "ensure this value is longer"),
  TOO_LONG(422, "value_error.any_str.max_length", CALLER, "ensure this value is shorter"),
  TOO_MANY_DECIMALS(422, "value_error.decimal.max_places", CALLER, "too many decimal places"),
  PATTERN(422, "value_error.str.regex", CALLER, "string does not match the pattern"),
  CHARACTERS(422, "value_error.str.characters", CALLER, "control characters and lone surrogates"),

  STATEMENT_UNREADABLE(
      422, "value_error.statement.unreadable", CALLER, "the statement cannot be read"),
  SETTLEMENT_LINE_EXPLAINED(
      422, "value_error.settlement_line.explained", CALLER, "the line is explained already"),
  PHONE_INVALID(422, "value_error.phone.invalid", CALLER, "invalid phone"),
  PHONE_OPERATOR_UNKNOWN(
      422, "value_error.phone.operator_unknown", CALLER, "no known operator has this number"),
  COUNTRY_INVALID(422, "value_error.country.invalid", CALLER, "no ISO 3166-1 country"),
  CURRENCY_UNSUPPORTED(422, "value_error.currency.unsupported", CALLER, "unsupported currency"),
  CURRENCY_MISMATCH(422, "value_error.currency.mismatch", CALLER, "another currency is needed"),

  CURSOR_UNKNOWN(422, "value_error.cursor.not_found", CALLER, "not found"),
  MERCHANT_UNKNOWN(422, "value_error.merchant.not_found", CALLER, "merchant not found"),
  PARTY_UNKNOWN(422, "value_error.party.not_found", CALLER, "party not found"),
  COUNTERPARTY_UNKNOWN(422, "value_error.counterparty.not_found", CALLER, "counterparty not found"),
  SOURCE_UNKNOWN(422, "value_error.source.not_found", CALLER, "source not found"),
  WALLET_UNKNOWN(422, "value_error.wallet.not_found", CALLER, "wallet not found"),
  PAYMENT_UNKNOWN(422, "value_error.payment_intent.not_found", CALLER, "payment intent not found"),
  SESSION_UNKNOWN(422, "value_error.session.not_found", CALLER, "session not found"),
  FEE_TIER_UNKNOWN(422, "value_error.fee_tier.not_found", CALLER, "fee tier not found"),
  PAYMENT_ACCOUNT_UNKNOWN(
      422, "value_error.payment_account.not_found", CALLER, "payment account not found"),

  WEBHOOK_TOO_MANY(422, "value_error.webhook.too_many", CALLER, "a merchant has at most 20"),
  WEBHOOK_DISABLED(422, "value_error.webhook.disabled", CALLER, "the endpoint is disabled"),

  METHOD_PROVIDER_MISMATCH(
      422, "value_error.method_provider.mismatch", CALLER, "provider does not serve the method"),
  METHOD_UNSUPPORTED(
      422, "value_error.method.unsupported", CALLER, "the method does not do this operation"),
  METHOD_UNAVAILABLE(
      422, "value_error.method.unavailable", PROVIDER, "the method is not available"),

  PAYMENT_METHOD_UNKNOWN(
      422, "value_error.payment_method_id.not_found", CALLER, "payment method not found"),
  PAYMENT_METHOD_NO_CARD(
      422, "value_error.payment_method_id.no_card", CALLER, "only cards have a payment_method_id"),
  PAYMENT_METHOD_OTHER(
      422,
      "value_error.payment_method_id.mismatch",
      CALLER,
      "the payment account was made with another payment_method_id"),

  SCHEDULE_TOO_SOON(
      422, "value_error.schedule.too_soon", CALLER, "it cannot begin as soon as that"),
  SCHEDULE_TAKEN(
      422, "value_error.schedule.taken", CONFLICT, "another begins, or is called, the same"),
  PASSCODE_INVALID(422, "value_error.passcode.invalid", CALLER, "invalid passcode"),
  COUNTERPARTY_WITHOUT_PARTY(
      422, "value_error.counterparty.no_party", CALLER, "the counterparty has no party"),
  EXPIRY_OUT_OF_RANGE(
      422, "value_error.expires_at.out_of_range", CALLER, "it lies outside what is allowed"),
  COLOUR_INVALID(422, "value_error.colour", CALLER, "a colour as #0a7cff is needed"),
  IMAGE_INVALID(
      422,
      "value_error.image",
      CALLER,
      "a PNG, JPEG or WebP of at most 40 kB is needed, in Base64"),
  URL_INVALID(422, "value_error.url", CALLER, "an absolute http or https URL is needed"),
  IDEMPOTENCY_KEY_REUSED(
      422, "value_error.idempotency_key.duplicate", CALLER, "the key was used for another request"),
  REFERENCE_DUPLICATE(
      422,
      "value_error.reference_id.duplicate",
      CALLER,
      "reference_id already exists for another payment"),
  SESSION_WRONG_KIND(422, "value_error.session.wrong_kind", CALLER, "session is of another kind"),
  SESSION_EXPIRED(422, "value_error.session.expired", CONFLICT, "session has expired"),
  SESSION_NOT_ACTIVE(422, "value_error.session.not_active", CONFLICT, "session is not ACTIVE"),
  PAYMENT_ACCOUNT_WRONG_OPERATION(
      422,
      "value_error.payment_account.wrong_operation",
      CALLER,
      "payment account is for another operation"),
  PAYMENT_ACCOUNT_OTHER(
      422,
      "value_error.payment_account.not_of_session",
      CALLER,
      "the session was opened for another account"),
  PAYMENT_NOT_REFUNDABLE(
      422,
      "value_error.payment_intent.not_refundable",
      CONFLICT,
      "only completed collections can be refunded"),
  PAYMENT_ACCOUNT_USED(
      422,
      "value_error.payment_account.used",
      CONFLICT,
      "an account of a card serves one execution; create another"),
  PAYMENT_ACCOUNT_NOT_ACTIVE(
      422, "value_error.payment_account.not_active", CONFLICT, "payment account is not active"),
  SOURCE_NOT_IDLE(422, "value_error.source.not_idle", CONFLICT, "source is not IDLE"),
  SOURCE_NOT_CANCELABLE(
      422, "value_error.source.not_cancelable", CONFLICT, "source is neither IDLE nor ACTIVE"),
  SOURCE_NO_ITEMS(422, "value_error.source.no_items", CONFLICT, "source has no items"),
  SOURCE_TOO_MANY_ITEMS(
      422, "value_error.source.too_many_items", CALLER, "a source has at most 200 items"),
  SOURCE_NO_LINK(
      422, "value_error.source.no_payment_link", CALLER, "source was made without as_payment_link"),
  SOURCE_NOT_PAID(422, "value_error.source.not_paid", CONFLICT, "source is not PAID"),
  SOURCE_NOT_ACTIVE(422, "value_error.source.not_active", CONFLICT, "source is not ACTIVE"),
  SOURCE_TOO_MANY_SESSIONS(
      422,
      "value_error.source.too_many_sessions",
      CONFLICT,
      "a source has at most 100 ACTIVE sessions"),
  EXCEPTION_RESOLVED(
      422, "value_error.exception.resolved", CONFLICT, "it was settled in another way"),
  EXCEPTION_NOT_CREDITABLE(
      422,
      "value_error.exception.not_creditable",
      CONFLICT,
      "less, or another currency, has gone out than was asked for"),
  WALLET_INSUFFICIENT(
      422, "value_error.wallet.insufficient_funds", CONFLICT, "the wallet has too little"),
  AMOUNT_TOO_SMALL(422, "value_error.amount.too_small", CALLER, "amount is too small"),
  AMOUNT_TOO_LARGE(422, "value_error.amount.too_large", CALLER, "amount is too large"),

  UNAVAILABLE(503, "unavailable", OURS, "Service Unavailable"),
  INTERNAL(500, "internal_error", OURS, "Internal Server Error");

  private final int status;
  private final String code;
  private final ErrorKind kind;
  private final String message;

  ErrorCode(int status, String code, ErrorKind kind, String message) {
    this.status = status;
    this.code = code;
    this.kind = kind;
    this.message = message;
  }

  /** The HTTP status it is answered with. */
  public int status() {
    return status;
  }

  /** The stable word programs compare with. */
  public String code() {
    return code;
  }

  public ErrorKind kind() {
    return kind;
  }

  /** The text for people when the place that refuses has nothing more exact to say. */
  public String message() {
    return message;
  }

  /** Whether the very same request may succeed later. */
  public boolean retryable() {
    return status == 408 || status == 429 || status >= 500;
  }
}
