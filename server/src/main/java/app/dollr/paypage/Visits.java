package app.dollr.paypage;

import app.dollr.checkout.CheckoutMode;
import app.dollr.checkout.Links;
import app.dollr.documents.DocumentStatus;
import app.dollr.documents.Documents;
import app.dollr.executions.Executions;
import app.dollr.merchants.Merchants;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.FailedAttempts;
import app.dollr.values.Secret;
import app.dollr.wire.PaymentMethod;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What finds out what a page is about. It writes nothing: previews of links look at pages too. */
final class Visits {
  /** Unknown tokens a minute that one address may ask for. */
  private static final int MOST_UNKNOWN = 30;

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{32}");
  private static final int MOST_ATTEMPTS = 20;
  private static final int LOOKS = 3;

  private final Links links;
  private final Documents documents;
  private final Executions executions;
  private final Merchants merchants;
  private final Languages languages;
  private final FailedAttempts unknown;
  private final boolean sandbox;
  private final Clock clock;

  Visits(
      Links links,
      Documents documents,
      Executions executions,
      Merchants merchants,
      Languages languages,
      boolean sandbox,
      Clock clock) {
    this.links = links;
    this.documents = documents;
    this.executions = executions;
    this.merchants = merchants;
    this.languages = languages;
    this.unknown = new FailedAttempts(MOST_UNKNOWN, clock);
    this.sandbox = sandbox;
    this.clock = clock;
  }

  /** A visit of a document's pay page; links to receipts lead to none. */
  Visit toPay(Call call) {
    return visit(call, false);
  }

  /** A visit of a document's receipt; every link to a document leads there. */
  Visit toReceipt(Call call) {
    return visit(call, true);
  }

  /** The words for whoever calls. */
  Words words(Call call) {
    return languages.words(language(call), call.header("Accept-Language"));
  }

  /** Where the document stands now; it is read before its payments, which end before it does. */
  Standing standing(Visit visit) {
    for (int look = 1; ; look++) {
      var document = documents.find(visit.ref()).orElseThrow().document();
      var attempts = executions.attempts(visit.ref().merchant(), visit.ref().id(), MOST_ATTEMPTS);
      var standing = new Standing(stage(visit, document.status()), attempts);
      boolean torn =
          standing.stage() == Stage.WAITING
              && standing.payment().filter(p -> !p.state().isFinal()).isEmpty();
      if (!torn || look == LOOKS) {
        return standing;
      }
    }
  }

  private Stage stage(Visit visit, DocumentStatus status) {
    return switch (status) {
      case IDLE -> Stage.CLOSED;
      case ACTIVE -> isExpired(visit) ? Stage.EXPIRED : Stage.OPEN;
      case PROCESSING -> Stage.WAITING;
      case PAID -> Stage.PAID;
      case CANCELED -> Stage.CANCELED;
    };
  }

  private boolean isExpired(Visit visit) {
    return visit.link().expiresAt().filter(end -> !end.isAfter(clock.instant())).isPresent();
  }

  private Visit visit(Call call, boolean receipt) {
    var token = call.path("token");
    var followed =
        TOKEN.matcher(token).matches()
            ? links.follow(Secret.of(token))
            : Optional.<Links.Followed>empty();
    var found =
        followed
            .filter(f -> receipt || f.link().mode() != CheckoutMode.RECEIPT)
            .orElseThrow(() -> unknown(call));
    var merchant = merchants.caller(found.document().merchant());
    return new Visit(
        words(call),
        languages,
        language(call),
        wanted(call),
        found.link(),
        found.document(),
        documents.find(found.document()).orElseThrow(),
        merchant,
        merchants.look(merchant.id()).map(Brand::new),
        call.publicUrl(),
        sandbox);
  }

  private Refused unknown(Call call) {
    unknown.count(call.address());
    return Refused.of(ErrorCode.NOT_FOUND);
  }

  private Optional<String> language(Call call) {
    return Optional.ofNullable(call.queryParameters().get("lang")).filter(languages::has);
  }

  private static Set<PaymentMethod> wanted(Call call) {
    Set<PaymentMethod> wanted = new LinkedHashSet<>();
    for (var name : call.queryParameters().getOrDefault("paymentMethods", "").split(",", -1)) {
      Filled.method(name.strip()).ifPresent(wanted::add);
    }
    return wanted;
  }
}
