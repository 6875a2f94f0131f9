package app.dollr.torture;

import app.dollr.simulators.pawapay.PawapaySettings;
import app.dollr.torture.Facts.BookEntry;
import app.dollr.wire.OperationType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The simulated pawaPay in a process of its own, to which the server speaks over HTTP. */
final class PawapaySide implements OtherSide, AutoCloseable {
  /** The methods of the server by pawaPay's names. */
  static final String METHODS =
      "MTN_MOMO_LBR=MTN_MOMO_LBR,ORANGE_MONEY_LBR=ORANGE_LBR,MTN_MOMO_RWA=MTN_MOMO_RWA,"
          + "AIRTEL_RWA=AIRTEL_RWA";

  private static final String KEYS =
      "select gateway_key::text, merchant_id, reference_id::text, operation"
          + " from executions.execution where gateway_key is not null";
  private static final String READY = "ready ";
  private static final String UNDECIDED = "129";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int OK = 200;
  private static final int STOP_SECONDS = 10;

  private final Process process;
  private final URI url;
  private final Rows rows;
  private final HttpClient http = Caller.client();

  private PawapaySide(Process process, URI url, Rows rows) {
    this.process = process;
    this.url = url;
    this.rows = rows;
  }

  /** Starts it; its book lies in {@code home}. */
  static PawapaySide start(Path home, Rows rows) throws IOException {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            PawapayProcess.class.getName(),
            home.toString());
    var process =
        new ProcessBuilder(command).redirectError(home.resolve("pawapay.log").toFile()).start();
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line;
    while ((line = lines.readLine()) != null) {
      if (line.startsWith(READY)) {
        return new PawapaySide(process, URI.create(line.substring(READY.length())), rows);
      }
    }
    throw new IOException("the simulated pawaPay did not start");
  }

  int port() {
    return url.getPort();
  }

  String token() {
    return PawapaySettings.DEFAULT.token();
  }

  /** Says where it calls back. */
  void callBackTo(String callbacks) throws IOException, InterruptedException {
    post("/sim/callbacks", Map.of("url", callbacks));
  }

  @Override
  public boolean tell(Lie lie, int count) throws InterruptedException {
    var half = Integer.toString((count + 1) / 2);
    var switches =
        switch (lie) {
          case TIMEOUT -> Map.of("reset_after", half, "half_open", "2", "garbage", "2");
          case UNREACHABLE -> Map.of("reset_before", half, "error_before", half);
          case DUPLICATE -> Map.of("callback_twice", half, "callback_forged", "3");
          case LATE -> Map.of("callback_reordered", half, "callback_altered", "3");
          case NO_CALLBACK -> Map.of("callback_lost", half, "callback_unsigned", "3");
          case OTHER_AMOUNT -> Map.of("other_amount", half, "unknown_status", "2");
        };
    try {
      post("/sim/faults", switches);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void beHonest() throws InterruptedException {
    try {
      post("/sim/faults", Map.of());
    } catch (IOException e) {
      throw new IllegalStateException("the lies do not end", e);
    }
  }

  @Override
  public List<UUID> waiting() throws InterruptedException {
    List<UUID> waiting = new ArrayList<>();
    for (var payment : payments()) {
      if (!isFinal(payment) && payment.get("phone").stringValue().endsWith(UNDECIDED)) {
        waiting.add(id(payment));
      }
    }
    return waiting;
  }

  @Override
  public void decide(UUID waiting, boolean completed) throws InterruptedException {
    try {
      post(
          "/sim/resolve",
          Map.of("id", waiting.toString(), "outcome", completed ? "completed" : "failed"));
    } catch (IOException e) {
      throw new IllegalStateException("the simulated pawaPay does not answer", e);
    }
  }

  /** What it has, by what we call it; what we never asked for has no merchant. */
  @Override
  public List<BookEntry> book() throws SQLException, InterruptedException {
    Map<UUID, Facts.Reference> known =
        rows
            .all(
                KEYS,
                row ->
                    Map.entry(
                        UUID.fromString(row.getString(1)),
                        new Facts.Reference(
                            row.getLong(2),
                            UUID.fromString(row.getString(3)),
                            OperationType.valueOf(row.getString(4)))))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    List<BookEntry> book = new ArrayList<>();
    for (var payment : payments()) {
      var stranger = new Facts.Reference(0, id(payment), operation(payment));
      book.add(entry(payment, known.getOrDefault(id(payment), stranger)));
    }
    return book;
  }

  @Override
  public List<String> unfinished() throws InterruptedException {
    List<String> unfinished = new ArrayList<>();
    for (var payment : payments()) {
      if (!isFinal(payment)) {
        unfinished.add("pawaPay has not ended " + id(payment));
      }
    }
    return unfinished;
  }

  @Override
  public void close() {
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static BookEntry entry(JsonNode payment, Facts.Reference reference) {
    var status = payment.get("status").stringValue();
    var currency = payment.get("currency").stringValue();
    var amount = new BigDecimal(payment.get("amount").stringValue());
    long minor = amount.movePointRight(currency.equals("RWF") ? 0 : 2).longValueExact();
    return new BookEntry(
        reference,
        isFinal(payment) ? status : "PENDING",
        new Facts.Sum(minor, currency),
        Instant.parse(payment.get("created").stringValue()),
        0);
  }

  private static boolean isFinal(JsonNode payment) {
    var status = payment.get("status").stringValue();
    return status.equals("COMPLETED") || status.equals("FAILED");
  }

  private static UUID id(JsonNode payment) {
    return UUID.fromString(payment.get("id").stringValue());
  }

  private static OperationType operation(JsonNode payment) {
    return switch (payment.get("kind").stringValue()) {
      case "DEPOSIT" -> OperationType.COLLECTION;
      case "PAYOUT" -> OperationType.PAYOUT;
      default -> OperationType.REFUND;
    };
  }

  private List<JsonNode> payments() throws InterruptedException {
    var request = HttpRequest.newBuilder(url.resolve("/sim/book")).timeout(PATIENCE).GET().build();
    try {
      var body = http.send(request, BodyHandlers.ofByteArray()).body();
      return app.dollr.platform.json.Json.mapper()
          .readTree(body)
          .get("payments")
          .valueStream()
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException("the simulated pawaPay does not answer", e);
    }
  }

  private void post(String path, Map<String, String> form)
      throws IOException, InterruptedException {
    var body =
        form.entrySet().stream()
            .map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(url.resolve(path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    int status = http.send(request, BodyHandlers.discarding()).statusCode();
    if (status >= 300 || status < OK) {
      throw new IOException("%s answers %d".formatted(path, status));
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
