package app.dollr.executions;

import app.dollr.platform.secrets.Hashes;
import app.dollr.values.CurrencyCode;
import app.dollr.values.MerchantId;
import app.dollr.values.PaymentAccountId;
import app.dollr.values.ReferenceId;
import app.dollr.values.SessionId;
import java.util.HexFormat;

/**
 * The wish to collect a document's total from a payment account.
 *
 * @param currency the payer's
 */
public record StartCollection(
    MerchantId merchant,
    SessionId session,
    PaymentAccountId account,
    CurrencyCode currency,
    ReferenceId reference) {

  /** What tells this request from another under the same reference. */
  String hash() {
    var request = "COLLECTION/%s/%s/%s".formatted(session, account, currency);
    return HexFormat.of().formatHex(Hashes.sha256(request));
  }
}
