package app.dollr.bench;

import app.dollr.platform.database.DatabaseAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server, in a process of its own, as it runs in earnest but for the limits on requests. */
final class ServerUnderTest implements AutoCloseable {
  private static final String READY = "ready ";
  private static final int STOP_SECONDS = 60;

  private final Process process;
  private final int port;
  private final String adminUrl;
  private final String adminToken;

  private ServerUnderTest(Process process, int port, String adminUrl, String adminToken) {
    this.process = process;
    this.port = port;
    this.adminUrl = adminUrl;
    this.adminToken = adminToken;
  }

  static ServerUnderTest start(Path home, Postgres postgres, String javaOptions)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (!javaOptions.isBlank()) {
      command.addAll(List.of(javaOptions.split(" ")));
    }
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "app.dollr.app.Main", "up"));
    var builder = new ProcessBuilder(command).redirectError(home.resolve("errors.log").toFile());
    var variables = builder.environment();
    variables.keySet().removeIf(name -> name.startsWith("DOLLR_"));
    variables.put("DOLLR_HOME", home.toString());
    variables.put("DOLLR_DATABASE_URL", url(postgres.program()));
    variables.put("DOLLR_DATABASE_OWNER_URL", url(postgres.owner()));
    variables.put("DOLLR_RATE_LIMIT", "0");
    variables.put("DOLLR_SANDBOX_SETTLEMENT_DELAY", "0s");
    variables.put("PORT", "0");
    variables.put("DOLLR_ADMIN_PORT", "0");
    var process = builder.start();
    int port = awaitReady(process);
    return new ServerUnderTest(
        process,
        port,
        Files.readString(home.resolve("admin.url")).strip(),
        Files.readString(home.resolve("admin.token")).strip());
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** The sum of a counter over all its labels, or those that begin as given after a brace. */
  double counter(String name) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(adminUrl + "/metrics")).build();
      var text = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return text.lines()
          .filter(line -> line.startsWith(name) && (name.contains("{") || isWhole(line, name)))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    }
  }

  private static boolean isWhole(String line, String name) {
    return line.startsWith(name + "{") || line.startsWith(name + " ");
  }

  /** What the server finds when it recomputes the whole ledger, as JSON. */
  String verifyLedger() throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(adminUrl + "/admin/v1/ledger/verify"))
              .header("Authorization", "Bearer " + adminToken)
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int awaitReady(Process process) throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line;
    while ((line = lines.readLine()) != null) {
      if (line.startsWith(READY)) {
        drain(lines);
        return URI.create(line.substring(READY.length())).getPort();
      }
    }
    throw new IOException("the server did not start");
  }

  private static void drain(BufferedReader lines) {
    Thread.startVirtualThread(() -> {
      try {
        lines.transferTo(Writer.nullWriter());
      } catch (IOException e) {
        // The server has ended, and with it what it has to say.
      }
    });
  }

  private static String url(DatabaseAddress address) {
    var rest = address.jdbcUrl().substring("jdbc:postgresql://".length());
    return "postgresql://%s:%s@%s".formatted(address.user(), address.password().reveal(), rest);
  }
}
