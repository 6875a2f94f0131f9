package app.dollr.cli;

import app.dollr.wire.MerchantType;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who the merchant is, as options or as the settings say. */
final class Identity {
  @Option(names = "--id", description = "Default: DOLLR_MERCHANT_ID of the settings.")
  private @Nullable Long id;

  @Option(
      names = "--type",
      description = "${COMPLETION-CANDIDATES} (default: DOLLR_MERCHANT_TYPE of the settings).")
  private @Nullable MerchantType type;

  long id(Shell shell) {
    return id == null
        ? setting(shell, "DOLLR_MERCHANT_ID")
            .filter(text -> text.matches("\\d{1,18}"))
            .map(Long::parseLong)
            .orElseThrow(() -> new SettingsException("give --id, or set DOLLR_MERCHANT_ID"))
        : id;
  }

  MerchantType type(Shell shell) {
    return type == null
        ? setting(shell, "DOLLR_MERCHANT_TYPE")
            .flatMap(Identity::named)
            .orElseThrow(() -> new SettingsException("give --type, or set DOLLR_MERCHANT_TYPE"))
        : type;
  }

  private static Optional<MerchantType> named(String name) {
    return Arrays.stream(MerchantType.values()).filter(t -> t.name().equals(name)).findFirst();
  }

  private static Optional<String> setting(Shell shell, String name) {
    return Optional.ofNullable(shell.settings().get(name));
  }
}
