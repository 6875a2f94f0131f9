package app.dollr.cli;

import app.dollr.wire.MerchantType;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "merchant", description = "Show the merchant.")
final class MerchantCommand implements Action {
  private final Shell shell;

  @Option(names = "--id", description = "Default: DOLLR_MERCHANT_ID of the settings.")
  private @Nullable Long id;

  @Option(
      names = "--type",
      description = "${COMPLETION-CANDIDATES} (default: DOLLR_MERCHANT_TYPE of the settings).")
  private @Nullable MerchantType type;

  MerchantCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    return shell.print(shell.dollr().merchants().info(id(), type()));
  }

  private long id() {
    return id == null
        ? setting("DOLLR_MERCHANT_ID")
            .filter(text -> text.matches("\\d{1,18}"))
            .map(Long::parseLong)
            .orElseThrow(() -> new SettingsException("give --id, or set DOLLR_MERCHANT_ID"))
        : id;
  }

  private MerchantType type() {
    return type == null
        ? setting("DOLLR_MERCHANT_TYPE")
            .flatMap(MerchantCommand::named)
            .orElseThrow(() -> new SettingsException("give --type, or set DOLLR_MERCHANT_TYPE"))
        : type;
  }

  private static Optional<MerchantType> named(String name) {
    return Arrays.stream(MerchantType.values()).filter(t -> t.name().equals(name)).findFirst();
  }

  private Optional<String> setting(String name) {
    return Optional.ofNullable(shell.settings().get(name));
  }
}
