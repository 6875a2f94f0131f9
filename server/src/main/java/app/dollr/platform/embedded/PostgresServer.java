package app.dollr.platform.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starting and stopping the server of one data folder. */
final class PostgresServer {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);

  /** How long what a killed server left may stand in the way of a new one. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration PAUSE = Duration.ofMillis(50);

  /** Repairing the data after a crash takes as long as it takes; a failure is seen at once. */
  private static final String SECONDS_TO_START = "3600";

  private static final String SECONDS_TO_STOP = "60";
  private static final int MOST_UNEXPLAINED_FAILURES = 2;

  private final Layout layout;
  private final Programs programs;
  private final ServerSettings settings;
  private final PostgresLog log;

  PostgresServer(Layout layout, Programs programs, ServerSettings settings, PostgresLog log) {
    this.layout = layout;
    this.programs = programs;
    this.settings = settings;
    this.log = log;
  }

  /** The server that an earlier process started, once it is done starting. */
  Optional<Postmaster> leftRunning() throws IOException {
    var postmaster = Postmaster.on(layout.data());
    if (postmaster.isPresent() && postmaster.get().isStarting()) {
      LOG.info("waiting for the PostgreSQL left running to finish its start");
    }
    while (postmaster.isPresent() && postmaster.get().isStarting()) {
      pause();
      postmaster = Postmaster.on(layout.data());
    }
    return postmaster;
  }

  /** Starts it on the port of the last time, or on another when that is taken by now. */
  Postmaster startOnAnyPort() throws IOException {
    return start(new Attempts(Ports.choose(layout.port()), true));
  }

  /** Starts it where its clients expect it. */
  Postmaster startOn(int port) throws IOException {
    return start(new Attempts(port, false));
  }

  /** Stops the server if one runs: with all commits on disk, without waiting for its clients. */
  void stop() throws IOException {
    stop("fast");
  }

  /** Stops it as a crash would. */
  void stopAtOnce() throws IOException {
    stop("immediate");
  }

  private Postmaster start(Attempts attempts) throws IOException {
    log.prepare();
    while (true) {
      Postmaster.deleteStaleFile(layout.data());
      var before = log.end();
      var outcome = pgCtlStart(attempts.port);
      var postmaster = Postmaster.on(layout.data());
      if (outcome.succeeded() && postmaster.isPresent()) {
        Files.writeString(layout.port(), Integer.toString(attempts.port), UTF_8);
        return postmaster.get();
      }
      attempts.failed(outcome.output() + log.since(before));
    }
  }

  private Programs.Outcome pgCtlStart(int port) {
    return programs.pgCtl(
        "start",
        "--pgdata=" + layout.data(),
        "--log=" + layout.log(),
        "--wait",
        "--timeout=" + SECONDS_TO_START,
        "--options=" + settings.commandLine(port));
  }

  private void stop(String mode) throws IOException {
    var postmaster = Postmaster.on(layout.data());
    if (postmaster.isEmpty()) {
      return;
    }
    var outcome = pgCtlStop(mode);
    if (!outcome.succeeded() && postmaster.get().runs()) {
      LOG.warn("PostgreSQL does not stop ({}), ending it as a crash would", outcome.lastLine());
      pgCtlStop("immediate");
    }
    if (postmaster.get().runs()) {
      Postmaster.processesIn(layout.data()).forEach(ProcessHandle::destroyForcibly);
    }
    awaitEnd(postmaster.get());
  }

  private Programs.Outcome pgCtlStop(String mode) {
    return programs.pgCtl(
        "stop",
        "--pgdata=" + layout.data(),
        "--wait",
        "--timeout=" + SECONDS_TO_STOP,
        "--mode=" + mode);
  }

  private static void awaitEnd(Postmaster postmaster) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (postmaster.runs()) {
      if (System.nanoTime() > deadline) {
        throw new CannotStartPostgres(
            "PostgreSQL (process %d) does not end, not even by force"
                .formatted(postmaster.process().pid()));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStartPostgres("interrupted while waiting for PostgreSQL", e);
    }
  }

  /** The tries to start, and when to give up. */
  private final class Attempts {
    private final boolean anyPort;
    private final long began = System.nanoTime();
    private int port;
    private int unexplained;

    Attempts(int port, boolean anyPort) {
      this.port = port;
      this.anyPort = anyPort;
    }

    /** Clears the way for the next try, or gives up. */
    void failed(String messages) {
      var failure = StartFailure.in(messages);
      if (!isWorthRepeating(failure) || waited().compareTo(PATIENCE) > 0) {
        throw new CannotStartPostgres(
            "PostgreSQL does not start in %s: %s\n%s"
                .formatted(layout.folder(), failure.advice(), PostgresLog.lastLines(messages)));
      }
      if (failure == StartFailure.PORT_TAKEN && anyPort) {
        port = Ports.any();
      }
      if (failure == StartFailure.OLD_PROCESSES) {
        endOldProcesses();
      }
      pause();
    }

    private boolean isWorthRepeating(StartFailure failure) {
      return switch (failure) {
        case PORT_TAKEN, OLD_PROCESSES -> true;
        case OTHER -> ++unexplained < MOST_UNEXPLAINED_FAILURES;
        case NO_SHARED_MEMORY, DISK_FULL, NO_SUCH_USER, NO_PERMISSION -> false;
      };
    }

    /** They end by themselves once they notice; one in a long statement may not notice soon. */
    private void endOldProcesses() {
      var left = Postmaster.processesIn(layout.data());
      if (waited().compareTo(PATIENCE.dividedBy(4)) > 0) {
        left.forEach(ProcessHandle::destroyForcibly);
      } else if (waited().compareTo(PATIENCE.dividedBy(20)) > 0) {
        left.forEach(ProcessHandle::destroy);
      }
    }

    private Duration waited() {
      return Duration.ofNanos(System.nanoTime() - began);
    }
  }
}
