package app.dollr.platform.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/** Another Java program that starts an embedded PostgreSQL and goes on until it is killed. */
final class OtherProgram implements AutoCloseable {
  private final Process process;
  private final String firstLine;

  private OtherProgram(Process process, String firstLine) {
    this.process = process;
    this.firstLine = firstLine;
  }

  static OtherProgram start(Path folder, EmbeddedSettings settings) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProgram.class.getName(),
                folder.toString(),
                settings.durable() ? "for keeps" : "throwaway")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new OtherProgram(process, firstAnswer(process.inputReader(UTF_8)));
  }

  /** What it said of its server: {@code running}, or {@code refused:} and why. */
  String answer() {
    return firstLine;
  }

  long pid() {
    return process.pid();
  }

  /** Kills it as {@code kill -9} does, and returns once it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static String firstAnswer(BufferedReader lines) throws IOException {
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("running") || line.startsWith("refused:")) {
        return line;
      }
    }
    return "ended without a word";
  }

  /** Leaves one row committed and one not, and the table locked. */
  public static void main(String[] arguments) throws Exception {
    var settings =
        arguments[1].equals("throwaway")
            ? EmbeddedSettings.throwaway()
            : EmbeddedSettings.forKeeps();
    try (var postgres = EmbeddedPostgres.start(Path.of(arguments[0]), settings);
        var session = Session.open(postgres.owner())) {
      session.run("create schema if not exists other authorization dollr_owner");
      session.run("create table if not exists other.note (words text not null)");
      session.run("insert into other.note values ('committed')");
      session.run("begin; lock table other.note; insert into other.note values ('not committed')");
      System.out.println("running");
      System.in.read();
    } catch (CannotStartPostgres e) {
      System.out.println("refused: " + e.getMessage());
    }
  }
}
