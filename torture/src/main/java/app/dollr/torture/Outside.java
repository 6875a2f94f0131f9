package app.dollr.torture;

import app.dollr.simulators.pawapay.PawapaySettings;
import app.dollr.torture.Facts.BookEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The simulated gateways in a process of their own, to which the server speaks over HTTP. */
final class Outside implements OtherSide, AutoCloseable {
  /** How the line begins by which they say where they are. */
  static final String READY = "ready ";

  private static final int STOP_SECONDS = 10;

  private final Process process;
  private final PawapaySide pawapay;
  private final StripeSide stripe;
  private final List<OtherSide> sides;

  private Outside(Process process, PawapaySide pawapay, StripeSide stripe) {
    this.process = process;
    this.pawapay = pawapay;
    this.stripe = stripe;
    this.sides = List.of(pawapay, stripe);
  }

  /** Starts them; their books lie in {@code home}. */
  static Outside start(Path home, Rows rows) throws IOException {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx1g",
            "-cp",
            System.getProperty("java.class.path"),
            SimulatorsProcess.class.getName(),
            home.toString());
    var process =
        new ProcessBuilder(command).redirectError(home.resolve("simulators.log").toFile()).start();
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line;
    while ((line = lines.readLine()) != null) {
      if (line.startsWith(READY)) {
        var urls = line.substring(READY.length()).split(" ", 2);
        return new Outside(
            process,
            new PawapaySide(new Switches("pawaPay", URI.create(urls[0])), rows),
            new StripeSide(new Switches("Stripe", URI.create(urls[1])), rows));
      }
    }
    throw new IOException("the simulated gateways did not start");
  }

  PawapaySide pawapay() {
    return pawapay;
  }

  StripeSide stripe() {
    return stripe;
  }

  /** The token that pawaPay takes. */
  static String pawapayToken() {
    return PawapaySettings.DEFAULT.token();
  }

  /** All are told; it counts when one of them has heard it. */
  @Override
  public boolean tell(Lie lie, int count) throws InterruptedException {
    boolean told = false;
    for (var side : sides) {
      told |= side.tell(lie, count);
    }
    return told;
  }

  @Override
  public void beHonest() throws InterruptedException {
    for (var side : sides) {
      side.beHonest();
    }
  }

  @Override
  public List<Waiting> waiting() throws SQLException, InterruptedException {
    List<Waiting> waiting = new ArrayList<>();
    for (var side : sides) {
      waiting.addAll(side.waiting());
    }
    return waiting;
  }

  @Override
  public List<BookEntry> book() throws SQLException, InterruptedException {
    List<BookEntry> book = new ArrayList<>();
    for (var side : sides) {
      book.addAll(side.book());
    }
    return book;
  }

  @Override
  public List<String> unfinished() throws SQLException, InterruptedException {
    List<String> unfinished = new ArrayList<>();
    for (var side : sides) {
      unfinished.addAll(side.unfinished());
    }
    return unfinished;
  }

  @Override
  public void close() {
    pawapay.close();
    stripe.close();
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
}
