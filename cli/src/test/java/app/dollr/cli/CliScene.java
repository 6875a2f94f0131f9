package app.dollr.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs commands in this process against a fake server, in a time that only sleeping moves. */
final class CliScene implements AutoCloseable {
  final FakeDollr server = new FakeDollr();
  final Map<String, String> variables = new HashMap<>();
  final Path directory;
  boolean colours;

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  CliScene(Path directory) {
    this.directory = directory;
    variables.put("DOLLR_BASE_URL", server.url());
    variables.put("DOLLR_CLIENT_ID", "client-1");
    variables.put("DOLLR_CLIENT_SECRET", "the-secret");
    variables.put("DOLLR_MERCHANT_ID", "1");
    variables.put("DOLLR_MERCHANT_TYPE", "ORGANIZATION");
    variables.put("DOLLR_ADMIN_URL", server.url());
    variables.put("DOLLR_ADMIN_TOKEN", FakeDollr.ADMIN_TOKEN);
  }

  int run(String... args) {
    out = new StringWriter();
    err = new StringWriter();
    var terminal =
        new Terminal(
            Map.copyOf(variables),
            directory,
            new PrintWriter(out),
            new PrintWriter(err),
            colours,
            new SceneClock(),
            this::sleep);
    return Main.run(args, terminal);
  }

  String out() {
    return out.toString();
  }

  List<String> lines() {
    return out().lines().toList();
  }

  String err() {
    return err.toString();
  }

  /** Puts a file where the command runs. */
  void file(String name, String text) {
    try {
      var file = directory.resolve(name).normalize();
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    server.close();
  }

  private void sleep(Duration duration) {
    now = now.plus(duration);
  }

  private final class SceneClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
