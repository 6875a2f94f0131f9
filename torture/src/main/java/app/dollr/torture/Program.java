package app.dollr.torture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real server in a process of its own, which can be killed. */
final class Program implements AutoCloseable {
  /** The exit code of a process that was killed. */
  static final int KILLED = 137;

  private static final String READY = "ready ";
  private static final int STOP_SECONDS = 60;

  private final Process process;
  private final int port;

  private Program(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it and waits until it serves.
   *
   * @param settings of its environment, beside the folder of its data
   * @throws IOException when it ends before
   */
  static Program start(Path home, Map<String, String> settings, Jvm jvm) throws IOException {
    List<String> command = new ArrayList<>(jvm.command());
    command.addAll(List.of("app.dollr.app.Main", "up"));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    var variables = builder.environment();
    variables.keySet().removeIf(name -> name.startsWith("DOLLR_"));
    variables.putAll(settings);
    variables.put("DOLLR_HOME", home.toString());
    variables.put("PORT", "0");
    variables.put("DOLLR_ADMIN_PORT", "0");
    var process = builder.start();
    return new Program(process, awaitReady(process, home.resolve("server.log")));
  }

  int port() {
    return port;
  }

  boolean runs() {
    return process.isAlive();
  }

  /** Kills it with no chance to say goodbye. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Whether it ends by itself within a minute. */
  boolean ends() throws InterruptedException {
    return process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
  }

  /** Waits until it has ended by itself, and says how. */
  int awaitEnd() {
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the server has not ended");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends it as an operator would; what it says while it ends is still listened to. */
  @Override
  public void close() {
    process.toHandle().destroy();
    awaitEnd();
  }

  private static int awaitReady(Process process, Path log) throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line;
    while ((line = lines.readLine()) != null) {
      if (line.startsWith(READY)) {
        Thread.startVirtualThread(() -> keep(lines, log));
        return URI.create(line.substring(READY.length())).getPort();
      }
      Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
    process.destroyForcibly();
    throw new IOException("the server did not start");
  }

  /** Keeps what it says, but for what is as it should be. */
  private static void keep(BufferedReader lines, Path log) {
    try (var kept =
        Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      String line;
      while ((line = lines.readLine()) != null) {
        if (!line.contains("\"level\":\"INFO\"")) {
          kept.write(line);
          kept.newLine();
        }
      }
    } catch (IOException e) {
      // The server has ended, and with it what it has to say.
    }
  }
}
