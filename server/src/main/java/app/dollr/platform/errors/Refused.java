package app.dollr.platform.errors;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A refusal to the outside: the only exception that crosses a room's door, bugs apart. It carries
 * no stack trace, for it is an answer and not a fault.
 */
public final class Refused extends RuntimeException {
  private final ErrorCode code;
  private final List<Problem> problems;
  private final Map<String, String> headers;

  private Refused(
      ErrorCode code, String message, List<Problem> problems, Map<String, String> headers) {
    super(message, null, false, false);
    this.code = code;
    this.problems = List.copyOf(problems);
    this.headers = Map.copyOf(headers);
  }

  /** A refusal of the request as a whole, such as 401 or 404. */
  public static Refused of(ErrorCode code) {
    return new Refused(code, code.message(), List.of(), Map.of());
  }

  /** A refusal of the request as a whole, with headers for its answer. */
  public static Refused of(ErrorCode code, Map<String, String> headers) {
    return new Refused(code, code.message(), List.of(), headers);
  }

  /** A refusal because of one field of the body. */
  public static Refused body(String field, ErrorCode code) {
    return of(List.of(Problem.of(code, "body", field)));
  }

  /** A refusal because of one field of the body, in words of its own. */
  public static Refused body(String field, ErrorCode code, String message) {
    return of(List.of(new Problem(List.of("body", field), code, message, Map.of())));
  }

  /** A refusal because of a field inside others of the body. */
  public static Refused bodyAt(List<String> path, ErrorCode code) {
    List<Object> location = new ArrayList<>(path);
    location.addFirst("body");
    return of(List.of(Problem.of(code, location.toArray())));
  }

  /** A refusal because of one query parameter. */
  public static Refused query(String field, ErrorCode code) {
    return of(List.of(Problem.of(code, "query", field)));
  }

  /** A refusal because of one query parameter, in words of its own. */
  public static Refused query(String field, ErrorCode code, String message) {
    return of(List.of(new Problem(List.of("query", field), code, message, Map.of())));
  }

  /** A refusal because of the state of what a segment of the path names. */
  public static Refused path(String segment, ErrorCode code) {
    return of(List.of(Problem.of(code, "path", segment)));
  }

  /** A refusal because of all that is wrong with the request's fields; at least one problem. */
  public static Refused of(List<Problem> problems) {
    var message =
        problems.stream()
            .map(problem -> problem.field() + ": " + problem.message())
            .collect(Collectors.joining("; "));
    return new Refused(problems.getFirst().code(), message, problems, Map.of());
  }

  public ErrorCode code() {
    return code;
  }

  /** The problems of single fields; empty for a refusal of the request as a whole. */
  public List<Problem> problems() {
    return problems;
  }

  public Map<String, String> headers() {
    return headers;
  }

  /** What a person reads. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
