package app.dollr.ledger;

import app.dollr.merchants.Merchants;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.values.MerchantId;
import java.util.Map;

/** The operator's view of the ledger. */
final class LedgerAdminResource implements Resource {
  private final Ledger ledger;
  private final Verification verification;
  private final Merchants merchants;

  LedgerAdminResource(Ledger ledger, Verification verification, Merchants merchants) {
    this.ledger = ledger;
    this.verification = verification;
    this.merchants = merchants;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .post("/admin/v1/ledger/verify", this::verify)
        .post("/admin/v1/merchants/{id}/wallets", this::wallet);
  }

  /** The merchant's wallet in a currency, made if there is none. */
  private Answer wallet(Call call) {
    var merchant = new MerchantId(call.pathId("id"));
    var body = call.body();
    var currency = body.required("currency").currency();
    body.check();
    if (merchants.find(merchant).isEmpty()) {
      throw Refused.of(ErrorCode.NOT_FOUND);
    }
    var wallet = ledger.wallet(merchant, currency.get());
    return Answer.json(Map.of("wallet_id", wallet.value(), "currency", currency.get().code()));
  }

  private Answer verify(Call call) {
    return Answer.json(verification.run());
  }
}
