package app.dollr.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the settings come from: the file named by {@code --profile}, else the environment, else the
 * sandbox's own {@code sandbox.env}. The sources are never mixed, so that no secret is sent to a
 * server it does not belong to.
 */
final class Profile {
  private static final List<String> NEEDED =
      List.of("DOLLR_BASE_URL", "DOLLR_CLIENT_ID", "DOLLR_CLIENT_SECRET");

  private final Terminal terminal;
  private final @Nullable Path file;

  Profile(Terminal terminal, @Nullable Path file) {
    this.terminal = terminal;
    this.file = file;
  }

  /** The settings of the server to speak to, all that are needed among them. */
  Map<String, String> server() {
    if (file != null) {
      return complete(read(terminal.directory().resolve(file)), file.toString());
    }
    if (NEEDED.stream().anyMatch(terminal.variables()::containsKey)) {
      return complete(terminal.variables(), "the environment");
    }
    var sandbox = home().resolve("sandbox.env");
    if (!Files.exists(sandbox)) {
      throw new SettingsException(
          "no server is known: set %s, or start a sandbox with ./dollr up"
              .formatted(String.join(", ", NEEDED)));
    }
    return complete(read(sandbox), sandbox.toString());
  }

  /** The operator's listener. */
  String adminUrl() {
    return variable("DOLLR_ADMIN_URL")
        .or(() -> variable("DOLLR_ADMIN_PORT").map(port -> "http://127.0.0.1:" + port))
        .or(() -> line(home().resolve("admin.url")))
        .orElse("http://127.0.0.1:8081");
  }

  /** What the operator's listener asks for. */
  String adminToken() {
    var kept = home().resolve("admin.token");
    return variable("DOLLR_ADMIN_TOKEN")
        .or(() -> line(kept))
        .orElseThrow(() ->
            new SettingsException(
                "no admin token: set DOLLR_ADMIN_TOKEN, or run where %s is".formatted(kept)));
  }

  /** {@code DOLLR_HOME}, else the nearest {@code .dollr} here or above. */
  private Path home() {
    return variable("DOLLR_HOME")
        .map(terminal.directory()::resolve)
        .or(this::nearestHome)
        .orElse(terminal.directory().resolve(".dollr"));
  }

  private Optional<Path> nearestHome() {
    return Stream.iterate(terminal.directory(), here -> here != null, Path::getParent)
        .map(here -> here.resolve(".dollr"))
        .filter(Files::isDirectory)
        .findFirst();
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(terminal.variables().get(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private static Map<String, String> complete(Map<String, String> settings, String source) {
    var missing =
        NEEDED.stream().filter(name -> settings.getOrDefault(name, "").isBlank()).toList();
    if (!missing.isEmpty()) {
      throw new SettingsException(
          "%s does not set %s; the three belong together"
              .formatted(source, String.join(", ", missing)));
    }
    return settings;
  }

  private static Map<String, String> read(Path file) {
    Map<String, String> settings = new HashMap<>();
    for (var line : text(file).lines().map(String::strip).toList()) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith("#")) {
        var name = line.substring(0, equals).replaceFirst("^export\\s+", "").strip();
        settings.put(name, unquoted(line.substring(equals + 1).strip()));
      }
    }
    return settings;
  }

  /** A shell can source the file, so a value may stand in quotes. */
  private static String unquoted(String value) {
    boolean quoted = value.matches("'.*'|\".*\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static Optional<String> line(Path file) {
    return Files.exists(file)
        ? text(file).lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst()
        : Optional.empty();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException unreadable) {
      throw new SettingsException("%s cannot be read".formatted(file));
    }
  }
}
