package app.dollr.platform.http;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Problem;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bodies of errors: the contract's own, or RFC 9457 for whoever asks for it. */
final class ErrorAnswers {
  private static final String PROBLEM_JSON = "application/problem+json";

  private ErrorAnswers() {}

  static Answer of(Refused refused, String requestId, @Nullable String accept) {
    var asProblem = accept != null && accept.contains(PROBLEM_JSON);
    var body = asProblem ? problem(refused, requestId) : contract(refused);
    var headers = new LinkedHashMap<>(refused.headers());
    if (refused.code().status() == 401) {
      headers.put("WWW-Authenticate", "Bearer");
    }
    return Answer.of(
            refused.code().status(),
            asProblem ? PROBLEM_JSON : "application/json",
            Json.write(body))
        .withHeaders(headers);
  }

  private static Map<String, Object> contract(Refused refused) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("detail", refused.problems().isEmpty() ? refused.text() : entries(refused.problems()));
    body.put("message", refused.text());
    body.put("code", refused.code().code());
    return body;
  }

  private static Map<String, Object> problem(Refused refused, String requestId) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "urn:dollr:error:" + refused.code().code());
    body.put("title", refused.code().message());
    body.put("status", refused.code().status());
    body.put("detail", refused.text());
    body.put("request_id", requestId);
    if (!refused.problems().isEmpty()) {
      body.put("errors", entries(refused.problems()));
    }
    return body;
  }

  private static List<Map<String, Object>> entries(List<Problem> problems) {
    return problems.stream().map(ErrorAnswers::entry).toList();
  }

  private static Map<String, Object> entry(Problem problem) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("loc", problem.location());
    entry.put("msg", problem.message());
    entry.put("type", problem.code().code());
    if (!problem.context().isEmpty()) {
      entry.put("ctx", problem.context());
    }
    return entry;
  }

  static Answer of(ErrorCode code, String requestId, @Nullable String accept) {
    return of(Refused.of(code), requestId, accept);
  }
}
