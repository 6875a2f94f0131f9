package app.dollr.paypage;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Fields;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Route.Method;
import app.dollr.platform.http.Routes;
import app.dollr.platform.random.Randomness;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page on which a document is paid. */
final class PayResource implements Resource {
  private static final String COOKIE = "dollr_payer";
  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final int LONGEST_FIELD = 40;
  private static final int LONGEST_TICKET = 1000;

  private final Visits visits;
  private final Choices choices;
  private final Payer payer;
  private final Seals seals;
  private final Pages pages;
  private final Live live;
  private final Clock clock;

  PayResource(
      Visits visits,
      Choices choices,
      Payer payer,
      Seals seals,
      Pages pages,
      Live live,
      Clock clock) {
    this.visits = visits;
    this.choices = choices;
    this.payer = payer;
    this.seals = seals;
    this.pages = pages;
    this.live = live;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .page("/pay/{token}", pages.page(this::show))
        .open(Method.POST, "/pay/{token}", pages.page(this::pay))
        .open(Method.POST, "/pay/{token}/choice", pages.page(this::choose))
        .open(Method.POST, "/pay/{token}/another-way", pages.page(this::anotherWay))
        .open(Method.GET, "/pay/{token}/standing", pages.page(this::standing))
        .open(Method.GET, "/pay/{token}/events", pages.page(this::events))
        .page("/pay/{token}/qr.svg", pages.page(this::svg))
        .page("/pay/{token}/qr.png", pages.page(this::png));
  }

  private Answer show(Call call) {
    var visit = visits.toPay(call);
    var standing = visits.standing(visit);
    return page(status(standing.stage()), visit, standing, form(visit, remembered(call)));
  }

  /**
   * Pays what was shown. Without an amount that was, or with another by now, the page shows it, and
   * the next press pays.
   */
  private Answer pay(Call call) {
    var visit = visits.toPay(call);
    Guard.requireOwnForm(call);
    var standing = visits.standing(visit);
    if (standing.stage() != Stage.OPEN) {
      return Answer.seeOther(visit.pay(""));
    }
    var fields = call.form();
    var filled = filled(fields);
    var ticket = fields.optional("ticket").text(LONGEST_TICKET);
    fields.check();
    var sent = ticket.optional().flatMap(text -> seals.ticket(text, visit.link().id()));
    var fresh = sent.filter(this::isFresh);
    var asOf = fresh.map(Ticket::quotedAt).orElseGet(clock::instant);
    var choice = choices.of(visit.ref().merchant(), visit.document(), visit.wanted(), filled, asOf);
    var errors = errors(choice);
    if (!errors.isEmpty()) {
      return page(422, visit, standing, form(visit, choice, fresh, errors, false, false));
    }
    boolean seen = fresh.flatMap(Ticket::shown).equals(choice.shown());
    if (!seen) {
      boolean other = sent.flatMap(Ticket::shown).filter(s -> differs(s, choice)).isPresent();
      return page(200, visit, standing, form(visit, choice, fresh, errors, true, other));
    }
    return paid(visit, standing, filled, choice, fresh.orElseThrow());
  }

  private Answer paid(Visit visit, Standing standing, Filled filled, Choice choice, Ticket ticket) {
    try {
      payer.pay(visit, choice, ticket);
    } catch (Refused refused) {
      var none = Optional.<Ticket>empty();
      return switch (refused.code()) {
        case SESSION_EXPIRED ->
            page(200, visit, standing, form(visit, choice, none, Map.of(), true, true));
        case METHOD_UNAVAILABLE -> {
          var errors = Map.of("method", choice.obstacle().orElse("method.closed"));
          yield page(422, visit, standing, form(visit, choice, none, errors, false, false));
        }
        default -> throw refused;
      };
    }
    return Answer.seeOther(visit.pay("")).withHeader("Set-Cookie", cookie(visit, filled));
  }

  /** Gives up a card that was not entered, or not authenticated. */
  private Answer anotherWay(Call call) {
    var visit = visits.toPay(call);
    Guard.requireOwnForm(call);
    payer.giveUp(visit, visits.standing(visit));
    return Answer.seeOther(visit.pay(""));
  }

  /** The part of the form that depends on what has been filled in. */
  private Answer choose(Call call) {
    var visit = visits.toPay(call);
    Guard.requireOwnForm(call);
    var fields = call.form();
    var filled = filled(fields);
    var ticket = fields.optional("ticket").text(LONGEST_TICKET);
    fields.check();
    var fresh =
        ticket
            .optional()
            .flatMap(text -> seals.ticket(text, visit.link().id()))
            .filter(this::isFresh);
    var asOf = fresh.map(Ticket::quotedAt).orElseGet(clock::instant);
    var choice = choices.of(visit.ref().merchant(), visit.document(), visit.wanted(), filled, asOf);
    var form = form(visit, choice, fresh, Map.of(), false, false);
    return pages.part(Templates.render("choice", parameters(visit, form, true)));
  }

  /** The page's main part, if it is not what the page shows already. */
  private Answer standing(Call call) {
    var visit = visits.toPay(call);
    var seen = call.queryParameters().getOrDefault("seen", "");
    return news(call, visit, seen).map(pages::part).orElseGet(pages::nothing);
  }

  private Answer events(Call call) {
    var visit = visits.toPay(call);
    var seen = call.queryParameters().getOrDefault("seen", "");
    if (!live.admit()) {
      return pages.nothing();
    }
    return Answer.stream(
            "text/event-stream",
            stream -> live.watch(stream, subjects(visit), () -> news(call, visit, seen)))
        .withHeader("Cache-Control", "no-store")
        .withHeader("X-Accel-Buffering", "no");
  }

  /** What has to happen before the page's standing changes. */
  private List<Live.Subject> subjects(Visit visit) {
    var merchant = visit.ref().merchant();
    var document = visit.document();
    var type = document.kind().name().toLowerCase(Locale.ROOT);
    var payment = visits.standing(visit).payment();
    return Stream.concat(
            Stream.of(new Live.Subject(merchant, type, document.id().value())),
            payment.stream()
                .map(paid -> new Live.Subject(merchant, "execution", paid.id().value())))
        .toList();
  }

  private Optional<String> news(Call call, Visit visit, String seen) {
    var standing = visits.standing(visit);
    if (standing.tag().equals(seen)) {
      return Optional.empty();
    }
    var form = form(visit, remembered(call));
    Map<String, @Nullable Object> parameters = parameters(visit, form, true);
    parameters.put("standing", standing);
    return Optional.of(Templates.render("main", parameters));
  }

  private Answer svg(Call call) {
    return Pages.file("image/svg+xml", Codes.svg(visits.toPay(call).payUrl()), true);
  }

  private Answer png(Call call) {
    return Pages.file("image/png", Codes.png(visits.toPay(call).payUrl()), true)
        .withHeader("Content-Disposition", "inline; filename=\"pay.png\"");
  }

  private Form form(Visit visit, Filled filled) {
    var choice =
        choices.of(
            visit.ref().merchant(), visit.document(), visit.wanted(), filled, clock.instant());
    return form(visit, choice, Optional.empty(), Map.of(), false, false);
  }

  private Form form(
      Visit visit,
      Choice choice,
      Optional<Ticket> before,
      Map<String, String> errors,
      boolean review,
      boolean changed) {
    var ticket =
        new Ticket(
            visit.link().id(),
            before.map(Ticket::quotedAt).orElseGet(clock::instant),
            before.map(Ticket::reference).orElseGet(Randomness::reference),
            choice.shown());
    return new Form(choice, seals.ticket(ticket), errors, review, changed);
  }

  private Answer page(int status, Visit visit, Standing standing, Form form) {
    Map<String, @Nullable Object> parameters = parameters(visit, form, false);
    parameters.put("standing", standing);
    return pages.html(status, "pay", parameters);
  }

  private Map<String, @Nullable Object> parameters(Visit visit, Form form, boolean part) {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("v", visit);
    parameters.put("form", form);
    parameters.put("part", part);
    parameters.put("cardForm", pages.cardForm().orElse(null));
    return parameters;
  }

  private static int status(Stage stage) {
    return switch (stage) {
      case OPEN, WAITING, PAID -> 200;
      case CANCELED, EXPIRED -> 410;
      case CLOSED -> 404;
    };
  }

  private static Filled filled(Fields fields) {
    return new Filled(
        fields.optional("way").text(LONGEST_FIELD).orElse("").equals("card"),
        Filled.country(fields.optional("country").text(LONGEST_FIELD).orElse("")),
        fields.optional("phone").text(LONGEST_FIELD).orElse(""),
        Filled.method(fields.optional("method").text(LONGEST_FIELD).orElse("")),
        Filled.method(fields.optional("guessed").text(LONGEST_FIELD).orElse("")),
        Filled.currency(fields.optional("currency").text(LONGEST_FIELD).orElse("")));
  }

  /** What is missing or wrong, by field, as keys of words. */
  private static Map<String, String> errors(Choice choice) {
    Map<String, String> errors = new LinkedHashMap<>();
    if (!choice.card()) {
      if (choice.phone().isEmpty()) {
        errors.put("phone", "error.phone.missing");
      } else if (choice.number().isEmpty()) {
        errors.put("phone", "error.phone.invalid");
      } else if (choice.rail().isEmpty()) {
        errors.put("method", "error.method.missing");
      }
    }
    choice.obstacle().ifPresent(why -> errors.put("method", why));
    choice
        .objection()
        .ifPresent(code ->
            errors.put(
                "currency",
                code == ErrorCode.AMOUNT_TOO_SMALL ? "error.too_small" : "error.too_large"));
    return errors;
  }

  private boolean isFresh(Ticket ticket) {
    Instant now = clock.instant();
    return !ticket.quotedAt().isAfter(now)
        && ticket.quotedAt().plus(payer.quoteLifetime()).isAfter(now);
  }

  /** Whether the same way to pay costs something else than was shown. */
  private static boolean differs(Ticket.Shown shown, Choice choice) {
    return choice
        .shown()
        .filter(now -> now.method() == shown.method())
        .filter(now -> now.amount().currency().equals(shown.amount().currency()))
        .filter(now -> !now.amount().equals(shown.amount()))
        .isPresent();
  }

  /** What this browser has filled in before on this page. */
  private Filled remembered(Call call) {
    return call.cookie(COOKIE).flatMap(seals::payer).orElse(Filled.NOTHING);
  }

  private String cookie(Visit visit, Filled filled) {
    var secure = visit.publicUrl().startsWith("https:") ? "; Secure" : "";
    return "%s=%s; Path=/pay/%s; Max-Age=%d; HttpOnly; SameSite=Lax%s"
        .formatted(COOKIE, seals.payer(filled), visit.token(), REMEMBERED.toSeconds(), secure);
  }
}
