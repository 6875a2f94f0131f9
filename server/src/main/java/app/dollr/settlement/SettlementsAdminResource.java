package app.dollr.settlement;

import app.dollr.ledger.AccountType;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.platform.http.WireTime;
import app.dollr.platform.json.Json;
import app.dollr.values.Money;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The operator's reconciliation of statements. */
final class SettlementsAdminResource implements Resource {
  private static final int MOST_BYTES = 33_554_432;
  private static final int MOST_BREAKS = 1000;
  private static final int LONGEST_NAME = 255;
  private static final List<AccountType> EXPLANATIONS =
      List.of(AccountType.GATEWAY_COST, AccountType.BANK);

  private final Settlement settlement;

  SettlementsAdminResource(Settlement settlement) {
    this.settlement = settlement;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get("/admin/v1/settlements", call -> Answer.json(settlement.list()))
        .post("/admin/v1/settlements", this::reconcile)
        .post("/admin/v1/settlements/book", this::book);
  }

  private Answer book(Call call) {
    var body = call.body();
    var format = body.required("gateway").word(Format.class);
    var line = body.required("line_id").text(LONGEST_NAME);
    var account = body.required("account").word(AccountType.class, EXPLANATIONS);
    body.check();
    settlement.book(format.get(), line.get(), account.get());
    return Answer.json(
        Map.of("gateway", format.get().gateway(), "line_id", line.get(), "account", account.get()));
  }

  /** The statement is the body: a JSON text. */
  private Answer reconcile(Call call) {
    var query = call.query();
    var format = query.required("gateway").word(Format.class);
    var name = query.required("name").text(LONGEST_NAME);
    var closing = query.optional("closing").text(LONGEST_NAME);
    query.check();
    try {
      var report =
          settlement.reconcile(
              format.get(), name.get(), content(call), closing(closing.optional()));
      return Answer.json(shown(report));
    } catch (UnreadableStatement e) {
      throw Refused.body(
          "statement", ErrorCode.STATEMENT_UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  /** What the gateway owes at the end: {@code USD:100.00,LRD:-5}. */
  private static List<Money> closing(Optional<String> text) {
    return text.stream()
        .flatMap(all -> Stream.of(all.split(",", -1)))
        .map(SettlementsAdminResource::money)
        .toList();
  }

  private static Money money(String text) {
    try {
      var parts = text.split(":", 2);
      return Cell.money(parts.length == 2 ? parts[1] : "", Cell.currency(parts[0]));
    } catch (IllegalArgumentException e) {
      throw Refused.query(
          "closing", ErrorCode.STATEMENT_UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  private static String content(Call call) {
    try {
      var body = Json.mapper().readTree(call.raw(MOST_BYTES));
      if (body.isString()) {
        return body.stringValue();
      }
    } catch (JacksonException e) {
      throw Refused.of(ErrorCode.JSON_INVALID);
    }
    throw new UnreadableStatement("the body is a JSON text");
  }

  private static Map<String, @Nullable Object> shown(Report report) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("id", report.statement());
    shown.put("gateway", report.gateway());
    shown.put("name", report.name());
    shown.put("from", WireTime.of(report.from()));
    shown.put("until", WireTime.of(report.until()));
    shown.put("lines", report.lines());
    shown.put("added", report.added());
    shown.put("matched", report.matched());
    shown.put("breaks_total", report.breaks().size());
    shown.put(
        "breaks",
        report.breaks().stream().limit(MOST_BREAKS).map(SettlementsAdminResource::shown).toList());
    shown.put("standing", report.standing().stream().map(SettlementsAdminResource::shown).toList());
    return shown;
  }

  private static Map<String, @Nullable Object> shown(Standing standing) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("currency", standing.ledger().currency().code());
    shown.put("ledger", standing.ledger().amount());
    shown.put("in_no_statement", standing.unstated().amount());
    shown.put("breaks", standing.broken().amount());
    shown.put("statements", standing.statements().amount());
    shown.put("closing", standing.closing().map(Money::amount).orElse(null));
    shown.put("not_imported", standing.notImported().map(Money::amount).orElse(null));
    return shown;
  }

  private static Map<String, @Nullable Object> shown(Break found) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("kind", found.kind());
    shown.put("line_id", found.line().orElse(null));
    shown.put("merchant_id", found.merchant().map(merchant -> merchant.value()).orElse(null));
    shown.put("reference_id", found.reference().map(Object::toString).orElse(null));
    shown.put("said", found.said());
    shown.put("next", found.kind().next());
    return shown;
  }
}
