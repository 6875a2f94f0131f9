package app.dollr.app;

import app.dollr.ledger.Ledger;
import app.dollr.merchants.Merchants;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.values.MerchantId;
import java.util.Map;

/** The operator's way to put money into wallets of a sandbox. */
final class FundingResource implements Resource {
  private final Merchants merchants;
  private final Ledger ledger;

  FundingResource(Merchants merchants, Ledger ledger) {
    this.merchants = merchants;
    this.ledger = ledger;
  }

  @Override
  public void addTo(Routes routes) {
    routes.post("/admin/v1/sandbox/fund", this::fund);
  }

  private Answer fund(Call call) {
    var body = call.body();
    var merchant = body.required("merchant_id").id().map(MerchantId::new);
    var currency = body.required("currency").currency();
    var amount = body.required("amount").amount(currency.optional());
    body.check();
    if (merchants.find(merchant.get()).isEmpty()) {
      throw Refused.body("merchant_id", ErrorCode.MERCHANT_UNKNOWN);
    }
    var wallet = ledger.fund(merchant.get(), amount.get());
    return Answer.json(
        Map.of(
            "wallet_id", wallet.value(),
            "currency", currency.get().code(),
            "amount", amount.get().amount()));
  }
}
