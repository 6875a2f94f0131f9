package app.dollr.ledger;

import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;

/** The operator's view of the ledger. */
final class LedgerAdminResource implements Resource {
  private final Verification verification;

  LedgerAdminResource(Verification verification) {
    this.verification = verification;
  }

  @Override
  public void addTo(Routes routes) {
    routes.post("/admin/v1/ledger/verify", this::verify);
  }

  private Answer verify(Call call) {
    return Answer.json(verification.run());
  }
}
