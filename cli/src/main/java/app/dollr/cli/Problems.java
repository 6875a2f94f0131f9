package app.dollr.cli;

import app.dollr.client.ConnectionException;
import app.dollr.client.DollrException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says on stderr what went wrong: as text with a hint, or as one JSON object. */
final class Problems {
  private final Shell shell;
  private final PrintWriter err;

  Problems(Shell shell) {
    this.shell = shell;
    this.err = shell.terminal().err();
  }

  /** A call that failed, with its fields, code and request id. */
  ExitCode failed(DollrException failed) {
    var code = ExitCode.of(failed);
    if (shell.json()) {
      err.println(Shell.tree(Map.of("error", details(failed, code))));
    } else {
      print(failed);
    }
    return code;
  }

  /** Options or settings that a command cannot work with. */
  ExitCode unusable(String message) {
    return simple(ExitCode.USAGE, message);
  }

  /** A mistake of this program's own. */
  ExitCode bug(Exception unexpected) {
    unexpected.printStackTrace(err);
    return simple(ExitCode.BUG, "unexpected: " + unexpected);
  }

  private ExitCode simple(ExitCode code, String message) {
    if (shell.json()) {
      var error = Map.of("message", message, "exit_code", code.number());
      err.println(Shell.tree(Map.of("error", error)));
    } else {
      err.println(prefix() + message);
    }
    return code;
  }

  private void print(DollrException failed) {
    err.println(prefix() + failed.getMessage());
    failed.fieldErrors().forEach(field -> err.println("  " + field));
    failed.referenceId().filter(reference -> failed.outcomeUnknown()).ifPresent(this::askLater);
    if (failed instanceof ConnectionException && !failed.outcomeUnknown()) {
      err.println("Is the server up? ./dollr up starts one here.");
    }
    failed.retryAfter().ifPresent(wait -> err.println("Try again in " + wait.toSeconds() + " s."));
  }

  private void askLater(String reference) {
    err.println("The payment may have begun. Ask before paying again:");
    err.println("  dollr status " + reference + " --wait");
  }

  private static Map<String, Object> details(DollrException failed, ExitCode code) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("status", failed.status());
    details.put("code", failed.code());
    details.put("message", failed.getMessage());
    details.put("request_id", failed.requestId());
    details.put("field_errors", failed.fieldErrors());
    details.put("outcome_unknown", failed.outcomeUnknown());
    failed.referenceId().ifPresent(reference -> details.put("reference_id", reference));
    failed.retryAfter().ifPresent(wait -> details.put("retry_after_seconds", wait.toSeconds()));
    details.put("exit_code", code.number());
    return details;
  }

  private String prefix() {
    return shell.styled(Style.RED, "dollr: ");
  }
}
