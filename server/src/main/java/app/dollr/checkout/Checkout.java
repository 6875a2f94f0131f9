package app.dollr.checkout;

import app.dollr.documents.DocumentRef;
import app.dollr.documents.Documents;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.Step;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Resource;
import app.dollr.values.MerchantId;
import app.dollr.values.SessionId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The sessions in which documents are paid. */
public final class Checkout {
  /** The guard of {@link #take}: the session was not ACTIVE any more, or its time had run out. */
  public static final String NOT_ACTIVE = "checkout.not_active";

  private static final Duration LIFETIME = Duration.ofMinutes(30);
  private static final int MOST_ACTIVE = 100;

  private final Database database;
  private final SessionStore store = new SessionStore();
  private final Documents documents;
  private final Clock clock;

  public Checkout(Database database, Documents documents, Clock clock) {
    this.database = database;
    this.documents = documents;
    this.clock = clock;
  }

  /** The routes of this room. */
  public Resource resource() {
    return new SessionsResource(this);
  }

  /**
   * Opens a session on an ACTIVE document, in one round trip; the same wish again opens another.
   *
   * @throws Refused with SOURCE_UNKNOWN, SOURCE_NOT_ACTIVE or SOURCE_TOO_MANY_SESSIONS
   */
  public CheckoutSession open(DocumentRef ref) {
    var now = clock.instant();
    var open =
        store
            .open(ref.merchant(), now, now.plus(LIFETIME), MOST_ACTIVE)
            .fedBy(documents.payable(ref), SessionStore.PAYABLE);
    return database.run(open).orElseThrow(() -> whyNotOpened(ref));
  }

  /** The merchant's session with this id. */
  public Step<Optional<CheckoutSession>> find(MerchantId merchant, SessionId id) {
    return store.find(merchant, id);
  }

  /** Executes a session: from ACTIVE to EXECUTED, guarded by {@link #NOT_ACTIVE}. */
  public Step<Done> take(MerchantId merchant, SessionId id) {
    return store.take(merchant, id, NOT_ACTIVE, clock.instant());
  }

  private Refused whyNotOpened(DocumentRef ref) {
    boolean payable = database.run(documents.payable(ref)).isPresent();
    var code = payable ? ErrorCode.SOURCE_TOO_MANY_SESSIONS : documents.whyNotPayable(ref);
    return Refused.body("source_id", code);
  }
}
