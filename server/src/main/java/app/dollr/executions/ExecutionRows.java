package app.dollr.executions;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.dollr.documents.DocumentKind;
import app.dollr.executions.Books.PaidDocument;
import app.dollr.executions.Route.Reach;
import app.dollr.gateways.GatewayKey;
import app.dollr.gateways.Instrument;
import app.dollr.platform.database.Row;
import app.dollr.platform.secrets.Vault;
import app.dollr.values.CurrencyCode;
import app.dollr.values.DocumentId;
import app.dollr.values.ExecutionId;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.PaymentAccountId;
import app.dollr.values.PaymentMethodId;
import app.dollr.values.PhoneNumber;
import app.dollr.values.ReferenceId;
import app.dollr.values.Secret;
import app.dollr.values.SessionId;
import app.dollr.values.WalletId;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import java.util.HexFormat;
import java.util.Optional;

/** Executions as they lie in their table. */
final class ExecutionRows {
  private final Vault vault;

  /**
   * The reader of rows.
   *
   * @param vault under which client secrets lie in the database
   */
  ExecutionRows(Vault vault) {
    this.vault = vault;
  }

  Execution read(Row row) {
    return new Execution(
        new MerchantId(row.number("merchant_id")),
        new ExecutionId(row.number("id")),
        row.word("operation", OperationType.class),
        new ReferenceId(row.uuid("reference_id")),
        HexFormat.of().formatHex(row.bytes("request_hash")),
        row.word("state", ExecutionState.class),
        row.count("version"),
        new SessionId(row.number("session_id")),
        route(row),
        books(row),
        amounts(row),
        row.moment("quoted_at"),
        new GatewayWord(
            row.optionalText("provider_transaction_id"),
            row.optionalText("gateway_code"),
            row.optionalText("gateway_message"),
            clientSecret(row)),
        row.optionalText("wallet_message"),
        new Progress(
            row.moment("accepted_at"),
            row.optionalMoment("sent_at"),
            row.optionalMoment("absent_at"),
            row.count("checks"),
            row.optionalMoment("final_at"),
            row.optionalMoment("payer_until")));
  }

  /** The secret as it lies in the row. */
  byte[] seal(Execution execution, Secret secret) {
    return vault.seal(
        purpose(execution.merchant(), execution.id()), secret.reveal().getBytes(UTF_8));
  }

  private Optional<Secret> clientSecret(Row row) {
    var merchant = new MerchantId(row.number("merchant_id"));
    var purpose = purpose(merchant, new ExecutionId(row.number("id")));
    return row.optionalBytes("client_secret")
        .map(sealed -> Secret.of(new String(vault.open(purpose, sealed), UTF_8)));
  }

  private static String purpose(MerchantId merchant, ExecutionId id) {
    return "executions.client_secret/%s/%s".formatted(merchant, id);
  }

  private static Route route(Row row) {
    return new Route(
        row.optionalNumber("payment_account_id").map(PaymentAccountId::new),
        row.word("method", PaymentMethod.class),
        row.optionalText("gateway")
            .map(gateway ->
                new Reach(
                    gateway,
                    new GatewayKey(row.uuid("gateway_key")),
                    instrument(row),
                    row.optionalUuid("original_key").map(GatewayKey::new))));
  }

  private static Instrument instrument(Row row) {
    return row.optionalText("phone")
        .<Instrument>map(phone -> new Instrument.Phone(new PhoneNumber(phone)))
        .orElseGet(() ->
            new Instrument.Card(row.optionalText("payment_method_id").map(PaymentMethodId::new)));
  }

  private static Books books(Row row) {
    return new Books(
        new WalletId(row.number("wallet_id")),
        row.optionalNumber("party_wallet_id").map(WalletId::new),
        row.optionalNumber("document_id")
            .map(id ->
                new PaidDocument(
                    row.word("document_kind", DocumentKind.class), new DocumentId(id))),
        row.optionalNumber("original_id").map(ExecutionId::new));
  }

  private static Amounts amounts(Row row) {
    var base = new CurrencyCode(row.text("base_currency"));
    return new Amounts(
        new Money(row.number("base_minor"), base),
        new Money(row.number("platform_fee_minor"), base),
        new Money(row.number("gateway_fee_minor"), base),
        new Money(row.number("fx_fee_minor"), base),
        new Money(row.number("rounding_minor"), base),
        new Money(row.number("payer_minor"), new CurrencyCode(row.text("payer_currency"))),
        new Money(row.number("payee_minor"), new CurrencyCode(row.text("payee_currency"))));
  }
}
