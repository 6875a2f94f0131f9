package app.dollr.cli;

import app.dollr.client.RequestLogs;
import app.dollr.wire.RequestLogResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The merchant's requests. */
final class LogsCommand {
  private LogsCommand() {}

  static CommandLine of(Shell shell) {
    return Group.of("logs", "The merchant's requests.", new Tail(shell));
  }

  @Command(name = "tail", description = "Show the merchant's last requests, and each that comes.")
  static final class Tail implements Action {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String OWN = "/request-logs/";

    private final Shell shell;

    @Option(names = "--status", description = "Such as 422, or 4xx.")
    private @Nullable String status;

    @Option(names = "--path", description = "What is in it, such as /executions/.")
    private @Nullable String path;

    @Option(names = "--request-id", description = "Of one request.")
    private @Nullable String requestId;

    @Option(names = "--once", description = "Do not wait for more.")
    private boolean once;

    Tail(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var logs = shell.dollr().requestLogs();
      long last = 0;
      do {
        var filter =
            new RequestLogs.Filter(
                Optional.ofNullable(status),
                Optional.ofNullable(path),
                Optional.ofNullable(requestId),
                last);
        var found = new ArrayList<>(logs.list(filter));
        Collections.reverse(found);
        for (var request : found) {
          last = request.id();
          show(request);
        }
        shell.terminal().out().flush();
      } while (!once && pause());
      return ExitCode.OK;
    }

    /** What this command asks itself is not worth showing. */
    private void show(RequestLogResponse request) {
      if (request.path().contains(OWN)) {
        return;
      }
      if (shell.json()) {
        shell.terminal().out().println(Shell.tree(request));
      } else {
        shell
            .terminal()
            .out()
            .println(
                "%s  %d  %-6s %s  %d ms  %s"
                    .formatted(
                        request.answeredAt(),
                        request.status(),
                        request.method(),
                        request.path(),
                        request.tookMillis(),
                        request.requestId()));
      }
    }

    private boolean pause() {
      try {
        shell.terminal().sleeper().sleep(PAUSE);
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
