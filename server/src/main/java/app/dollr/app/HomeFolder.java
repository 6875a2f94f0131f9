package app.dollr.app;

import app.dollr.platform.random.Randomness;
import app.dollr.values.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The folder of this installation: what it keeps beside its database, readable by its owner only.
 */
final class HomeFolder {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final int KEY_BYTES = 32;

  private final Path folder;

  HomeFolder(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder " + folder, e);
    }
  }

  Path postgres() {
    return folder.resolve("postgres");
  }

  /** The sandbox's master key, made at the first start; in hexadecimal. */
  Secret masterKey() {
    return Secret.of(
        readOrMake("master.key", () -> HexFormat.of().formatHex(Randomness.bytes(KEY_BYTES))));
  }

  /** The operator's token, made at the first start. */
  Secret adminToken() {
    return Secret.of(readOrMake("admin.token", () -> Randomness.secret("admin_").reveal()));
  }

  void writeAdminUrl(String url) {
    write("admin.url", url + "\n");
  }

  /** The values that were written for programs beside the server; empty before the first start. */
  Map<String, String> sandboxEnvironment() {
    var file = folder.resolve("sandbox.env");
    if (!Files.exists(file)) {
      return Map.of();
    }
    return read(file)
        .lines()
        .filter(line -> line.matches("[A-Z_]+=.*"))
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(p -> p[0], p -> p[1], (a, b) -> b, LinkedHashMap::new));
  }

  void writeSandboxEnvironment(Map<String, String> values) {
    var lines =
        values.entrySet().stream()
            .map(value -> "%s=%s\n".formatted(value.getKey(), value.getValue()));
    write("sandbox.env", lines.collect(Collectors.joining()));
  }

  private interface Maker {
    String make();
  }

  private String readOrMake(String name, Maker maker) {
    var file = folder.resolve(name);
    if (!Files.exists(file)) {
      write(name, maker.make() + "\n");
    }
    return read(file).strip();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a whole file or nothing, never readable by others in between. */
  private void write(String name, String text) {
    try {
      var written = Files.createTempFile(folder, name, ".new");
      Files.setPosixFilePermissions(written, OWNER_ONLY);
      Files.write(written, text.getBytes(StandardCharsets.UTF_8));
      Files.move(written, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write %s in %s".formatted(name, folder), e);
    }
  }
}
