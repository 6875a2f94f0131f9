package app.dollr.settlement;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.platform.http.WireTime;
import app.dollr.platform.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The operator's reconciliation of statements. */
final class SettlementsAdminResource implements Resource {
  private static final int MOST_BYTES = 33_554_432;
  private static final int MOST_BREAKS = 1000;
  private static final int LONGEST_NAME = 255;

  private final Settlement settlement;

  SettlementsAdminResource(Settlement settlement) {
    this.settlement = settlement;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get("/admin/v1/settlements", call -> Answer.json(settlement.list()))
        .post("/admin/v1/settlements", this::reconcile);
  }

  /** The statement is the body: a JSON text. */
  private Answer reconcile(Call call) {
    var query = call.query();
    var format = query.required("gateway").word(Format.class);
    var name = query.required("name").text(LONGEST_NAME);
    query.check();
    try {
      var report = settlement.reconcile(format.get(), name.get(), content(call));
      return Answer.json(shown(report));
    } catch (UnreadableStatement e) {
      throw Refused.body(
          "statement", ErrorCode.STATEMENT_UNREADABLE, String.valueOf(e.getMessage()));
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
    return shown;
  }

  private static Map<String, @Nullable Object> shown(Break found) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("kind", found.kind());
    shown.put("line_id", found.line().orElse(null));
    shown.put("merchant_id", found.merchant().map(merchant -> merchant.value()).orElse(null));
    shown.put("reference_id", found.reference().map(Object::toString).orElse(null));
    shown.put("said", found.said());
    return shown;
  }
}
