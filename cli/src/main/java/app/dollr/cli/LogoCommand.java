package app.dollr.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "logo", description = "Put a logo on a merchant's pages, receipts and papers.")
final class LogoCommand implements Action {
  private static final int MOST_BYTES = 40_960;

  private final Shell shell;

  @Parameters(index = "0", paramLabel = "ID")
  private long id;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "A PNG, JPEG or WebP image of 40,960 bytes at most.")
  private Path file = Path.of("");

  LogoCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var image = Base64.getEncoder().encodeToString(read());
    return shell.print(shell.admin().dress(id, Map.of("logo", image)));
  }

  private byte[] read() {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new SettingsException("%s is larger than 40,960 bytes".formatted(file));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new SettingsException("%s cannot be read".formatted(file));
    }
  }
}
