package app.dollr.acceptance;

import app.dollr.platform.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The unmodified {@code @supabase/supabase-js} in a process of Node, following one payment. */
final class OfficialClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Process process;
  private final PrintWriter commands;
  private final List<JsonNode> said = new CopyOnWriteArrayList<>();
  private final List<String> wrong = new CopyOnWriteArrayList<>();

  private OfficialClient(Process process) {
    this.process = process;
    this.commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    read(process.getInputStream(), line -> said.add(Json.mapper().readTree(line)));
    read(process.getErrorStream(), wrong::add);
  }

  /**
   * Starts one.
   *
   * @param settings the variables that {@code realtime.mjs} reads
   */
  static OfficialClient start(Map<String, String> settings) {
    var folder = npm();
    var builder = new ProcessBuilder("node", folder.resolve("realtime.mjs").toString());
    builder.directory(folder.toFile());
    builder.environment().putAll(settings);
    try {
      return new OfficialClient(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("the realtime tests need Node", e);
    }
  }

  /** The folder of the packages of others. */
  static Path npm() {
    for (var path = Path.of("").toAbsolutePath(); path != null; path = path.getParent()) {
      var folder = path.resolve("acceptance/npm");
      if (Files.exists(folder)) {
        if (!Files.exists(folder.resolve("node_modules/ws"))) {
          throw new IllegalStateException(
              "the realtime tests need the packages of acceptance/npm: npm ci");
        }
        return folder;
      }
    }
    throw new IllegalStateException("the tests run outside the project");
  }

  void tell(String command) {
    commands.println(command);
  }

  /** Waits until something was said. */
  JsonNode await(String what, Predicate<JsonNode> wanted) {
    RealTime.await(
        "%s; said so far: %s %s".formatted(what, said, wrong),
        PATIENCE,
        () -> said.stream().anyMatch(wanted));
    return said.stream().filter(wanted).findFirst().orElseThrow();
  }

  /** Waits until a status was reported, and says why. */
  String awaitStatus(String status) {
    return awaitStatus(status, 1);
  }

  /** Waits until a status was reported so often. */
  String awaitStatus(String status, int times) {
    RealTime.await(
        "%d × %s".formatted(times, status), PATIENCE, () -> statuses(status).size() >= times);
    return statuses(status).getLast().get("why").asString();
  }

  /** Waits for the row in which the payment has this status. */
  JsonNode awaitRow(String status) {
    return await(
        "a row " + status, line -> line.path("new").path("status").asString("").equals(status));
  }

  List<JsonNode> said() {
    return new ArrayList<>(said);
  }

  /** The statuses of the rows, in their order. */
  List<String> rows() {
    return said.stream()
        .filter(line -> line.has("event"))
        .map(line -> line.get("new").path("status").asString())
        .toList();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private List<JsonNode> statuses(String status) {
    return said.stream().filter(line -> line.path("status").asString("").equals(status)).toList();
  }

  private interface Line {
    void take(String line);
  }

  private static void read(InputStream stream, Line taker) {
    Thread.startVirtualThread(() -> {
      try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        String line;
        while ((line = lines.readLine()) != null) {
          taker.take(line);
        }
      } catch (IOException e) {
        // It has ended, and with it what it has to say.
      }
    });
  }
}
