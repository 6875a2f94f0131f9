package app.dollr.merchants;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.values.PhoneNumber;
import app.dollr.wire.MerchantInfoResponse;
import app.dollr.wire.MerchantType;

/** What a merchant may ask about itself. */
final class MerchantsResource implements Resource {
  private final Merchants merchants;

  MerchantsResource(Merchants merchants) {
    this.merchants = merchants;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("/{version}/merchants/merchant-info", this::show);
  }

  private Answer show(Call call) {
    var query = call.query();
    var id = query.required("merchant_id").id();
    var type = query.required("merchant_type").word(MerchantType.class);
    query.check();
    var merchant = merchants.caller(call.caller().merchant());
    if (merchant.id().value() != id.get()) {
      throw Refused.query("merchant_id", ErrorCode.MERCHANT_UNKNOWN);
    }
    if (merchant.type() != type.get()) {
      throw Refused.query("merchant_type", ErrorCode.MERCHANT_UNKNOWN);
    }
    return Answer.json(
        new MerchantInfoResponse(
            merchant.id().value(),
            merchant.name(),
            merchant.type(),
            merchant.email().orElse(null),
            merchant.phone().map(PhoneNumber::digits).orElse(null)));
  }
}
