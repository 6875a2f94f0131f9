package app.dollr.accounts;

import app.dollr.parties.Parties;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.Step;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Resource;
import app.dollr.routing.Routing;
import app.dollr.values.MerchantId;
import app.dollr.values.PaymentAccountId;
import java.time.Clock;
import java.util.Optional;

/** The payment accounts of merchants' parties. */
public final class Accounts {
  private final Database database;
  private final AccountStore store = new AccountStore();
  private final Parties parties;
  private final Routing routing;
  private final Clock clock;

  public Accounts(Database database, Parties parties, Routing routing, Clock clock) {
    this.database = database;
    this.parties = parties;
    this.routing = routing;
    this.clock = clock;
  }

  /** The routes of this room. */
  public Resource resource() {
    return new AccountsResource(this, routing);
  }

  /**
   * Registers an account; the same wallet again becomes another account.
   *
   * @throws Refused with PARTY_UNKNOWN when the party is none of the merchant's
   */
  public PaymentAccount create(MerchantId merchant, CreatePaymentAccount wish) {
    if (parties.find(merchant, wish.party()).isEmpty()) {
      throw Refused.body("party_id", ErrorCode.PARTY_UNKNOWN);
    }
    return database.run(store.add(merchant, wish, clock.instant()));
  }

  /** The merchant's account with this id. */
  public Step<Optional<PaymentAccount>> find(MerchantId merchant, PaymentAccountId id) {
    return store.find(merchant, id);
  }
}
