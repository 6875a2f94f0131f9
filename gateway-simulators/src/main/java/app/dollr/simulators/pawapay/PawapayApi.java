package app.dollr.simulators.pawapay;

import app.dollr.simulators.Asked;
import app.dollr.simulators.Fault;
import app.dollr.simulators.Faults;
import app.dollr.simulators.Reply;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The requests that pawaPay takes, as its documentation has them. */
final class PawapayApi {

  private final PawapaySettings settings;
  private final Book book;
  private final Callbacks callbacks;
  private final Faults faults;
  private final Clock clock;
  private final Initiation initiation;
  private final Discovery discovery;
  private final Statements statements;

  PawapayApi(PawapaySettings settings, Book book, Callbacks callbacks, Faults faults, Clock clock) {
    this.settings = settings;
    this.book = book;
    this.callbacks = callbacks;
    this.faults = faults;
    this.clock = clock;
    this.initiation = new Initiation(book, clock);
    this.discovery = new Discovery(settings, book, callbacks);
    this.statements = new Statements(book, clock);
  }

  Reply answer(Asked asked, String url) {
    try {
      authenticate(asked);
      return routed(asked, url);
    } catch (PawapayRefused refused) {
      return Reply.json(refused.status(), Map.of("failureReason", refused.reason()));
    }
  }

  private void authenticate(Asked asked) {
    var header = asked.header("Authorization");
    if (header.isEmpty()) {
      throw new PawapayRefused(401, "NO_AUTHENTICATION", "No bearer token is given.");
    }
    if (!header.get().equals("Bearer " + settings.token())) {
      throw new PawapayRefused(403, "AUTHENTICATION_ERROR", "The API token is not valid.");
    }
  }

  private Reply routed(Asked asked, String url) {
    var parts = asked.path().split("/", -1);
    boolean known = parts.length > 2 && parts[1].equals("v2");
    var kind = known ? Kind.ofPath(parts[2]) : Optional.<Kind>empty();
    if (kind.isPresent()) {
      return payments(asked, kind.get(), parts);
    }
    return switch (asked.method() + " " + asked.path()) {
      case "GET /v2/active-conf" -> Reply.json(200, discovery.activeConf(asked.query()));
      case "GET /v2/availability" -> Reply.json(200, discovery.availability(asked.query()));
      case "POST /v2/predict-provider" -> discovery.predict(Body.of(asked.body()));
      case "GET /v2/wallet-balances" -> Reply.json(200, discovery.balances(asked.query()));
      case "GET /v2/public-key/http" ->
          Reply.json(
              200,
              List.of(
                  Map.of(
                      "id", callbacks.signing().keyId(), "key", callbacks.signing().publicPem())));
      case "POST /v2/statements" -> statements.request(Body.of(asked.body()));
      default -> statements.answer(asked, parts, url);
    };
  }

  private Reply payments(Asked asked, Kind kind, String[] parts) {
    if (asked.method().equals("POST") && parts.length == 3) {
      requireSignature(asked);
      return initiation.initiate(kind, Body.of(asked.body()));
    }
    if (asked.method().equals("GET") && parts.length == 4) {
      return status(kind, parts[3]);
    }
    if (asked.method().equals("POST") && parts.length == 5) {
      return parts[3].equals("resend-callback")
          ? resend(kind, parts[4])
          : failEnqueued(kind, parts[3], parts[4]);
    }
    throw PawapayRefused.unknownPath();
  }

  private void requireSignature(Asked asked) {
    if (settings.requestKeys().isEmpty()) {
      return;
    }
    boolean signed =
        Signing.isSigned(
            asked.method(),
            asked.header("Host").orElse(""),
            asked.path(),
            asked::header,
            asked.body(),
            settings.requestKeys(),
            clock.instant());
    if (!signed) {
      throw new PawapayRefused(403, "HTTP_SIGNATURE_ERROR", "The signature is not valid.");
    }
  }

  private Reply status(Kind kind, String id) {
    var entry = book.find(kind, id);
    if (entry.isEmpty()) {
      return Reply.json(200, Map.of("status", "NOT_FOUND"));
    }
    var shown = entry.get().shown();
    if (faults.take(Fault.UNKNOWN_STATUS)) {
      shown.put("status", "ON_THE_MOON");
    }
    return Reply.json(200, Map.of("status", "FOUND", "data", shown));
  }

  private Reply resend(Kind kind, String id) {
    var entry = book.find(kind, id).filter(found -> found.status().isFinal());
    entry.ifPresent(callbacks::tell);
    return Reply.json(
        200, Map.of(kind.idName(), id, "status", entry.isPresent() ? "ACCEPTED" : "REJECTED"));
  }

  private Reply failEnqueued(Kind kind, String verb, String id) {
    if (!verb.equals("fail-enqueued") || kind == Kind.DEPOSIT) {
      throw PawapayRefused.unknownPath();
    }
    boolean failed = book.failEnqueued(kind, id);
    return Reply.json(200, Map.of(kind.idName(), id, "status", failed ? "ACCEPTED" : "REJECTED"));
  }
}
