package app.dollr.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The real program in a process of its own, which can be killed. */
final class ServerProcess implements AutoCloseable {
  private static final String READY = "ready ";
  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 30;

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Path home;
  private final Process process;
  private final String baseUrl;

  private ServerProcess(Path home, Process process, String baseUrl) {
    this.home = home;
    this.process = process;
    this.baseUrl = baseUrl;
  }

  /**
   * Starts the program and waits until it serves.
   *
   * @param home where its data lies, embedded PostgreSQL and all
   * @param settings more variables of its environment
   */
  static ServerProcess start(Path home, Map<String, String> settings) {
    try {
      var process = builder(home, settings).start();
      return new ServerProcess(home, process, awaitReady(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it writes until it ends, for a program that is not to start. */
  static String startInVain(Path home, Map<String, String> settings) {
    try {
      var process = builder(home, settings).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
      return "exit %d: %s".formatted(process.exitValue(), said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String baseUrl() {
    return baseUrl;
  }

  long pid() {
    return process.pid();
  }

  /** Calls without a token. */
  Caller anonymous() {
    return new Caller(HTTP, URI.create(baseUrl), Optional.empty());
  }

  /** The steps of a collection, as the sandbox's merchant. */
  Flow flow() {
    var written = environment(home);
    var credentials =
        Map.of(
            "client_id", written.get("DOLLR_CLIENT_ID"),
            "client_secret", written.get("DOLLR_CLIENT_SECRET"));
    var token = anonymous().post("/v1/jwt/client/obtain/token", credentials).ok();
    return new Flow(anonymous().with(token.get("access_token").stringValue()));
  }

  /** Asks it to end. */
  void terminate() {
    process.destroy();
  }

  /** Kills it with no chance to say goodbye. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Waits until it has ended by itself, and says how. */
  int awaitEnd() {
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the server has not ended");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends it as an operator would. */
  @Override
  public void close() {
    terminate();
    awaitEnd();
  }

  private static ProcessBuilder builder(Path home, Map<String, String> settings) {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            "app.dollr.app.Main",
            "up");
    var builder = new ProcessBuilder(command);
    Map<String, String> variables = new HashMap<>();
    variables.put("DOLLR_HOME", home.toString());
    variables.put("PORT", "0");
    variables.put("DOLLR_ADMIN_PORT", "0");
    variables.putAll(settings);
    builder.environment().keySet().removeIf(name -> name.startsWith("DOLLR_"));
    builder.environment().putAll(variables);
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD);
  }

  private static String awaitReady(Process process) throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    var said = new StringBuilder();
    String line;
    while (System.nanoTime() < deadline && (line = lines.readLine()) != null) {
      if (line.startsWith(READY)) {
        drain(lines);
        return line.substring(READY.length());
      }
      said.append(line).append('\n');
    }
    throw new IllegalStateException("the server did not start:\n" + said);
  }

  private static void drain(BufferedReader lines) {
    Thread.startVirtualThread(() -> {
      try {
        lines.transferTo(Writer.nullWriter());
      } catch (IOException e) {
        // The process has ended, and with it what it has to say.
      }
    });
  }

  /** The values the program has written for others. */
  static Map<String, String> environment(Path home) {
    try {
      Map<String, String> values = new HashMap<>();
      for (var line : Files.readAllLines(home.resolve("sandbox.env"))) {
        values.put(line.split("=", 2)[0], line.split("=", 2)[1]);
      }
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
