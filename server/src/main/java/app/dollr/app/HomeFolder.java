package app.dollr.app;

import app.dollr.platform.random.Randomness;
import app.dollr.values.Secret;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
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
import org.jspecify.annotations.Nullable;

/**
 * The folder of this installation: what it keeps beside its database, readable by its owner only.
 */
final class HomeFolder {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final int KEY_BYTES = 32;
  private static final String MASTER_KEY = "master.key";
  private static final String PUT_BACK =
      "put back the one that the folder's database was made with";

  private final Path folder;

  HomeFolder(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CannotStart("the folder %s cannot be made (%s)".formatted(folder, e), e);
    }
  }

  Path postgres() {
    return folder.resolve("postgres");
  }

  /** The sandbox's master key, made at the first start; in hexadecimal. */
  Secret masterKey() {
    var key = readOrMake(MASTER_KEY, () -> HexFormat.of().formatHex(Randomness.bytes(KEY_BYTES)));
    if (!key.matches("[0-9a-f]{%d}".formatted(2 * KEY_BYTES))) {
      throw damaged(MASTER_KEY, PUT_BACK, null);
    }
    return Secret.of(key);
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
    if (!Files.exists(folder.resolve("sandbox.env"))) {
      return Map.of();
    }
    return read("sandbox.env")
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
    if (!Files.exists(folder.resolve(name))) {
      write(name, maker.make() + "\n");
    }
    return read(name).strip();
  }

  private String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (CharacterCodingException e) {
      throw damaged(
          name,
          name.equals(MASTER_KEY) ? PUT_BACK : "delete it, and the next start makes another",
          e);
    } catch (IOException e) {
      throw new CannotStart("%s cannot be read (%s)".formatted(folder.resolve(name), e), e);
    }
  }

  private CannotStart damaged(String name, String advice, @Nullable Throwable cause) {
    return new CannotStart("%s is damaged; %s".formatted(folder.resolve(name), advice), cause);
  }

  /** Writes a whole file or nothing, never readable by others in between. */
  private void write(String name, String text) {
    try {
      var written = Files.createTempFile(folder, name, ".new");
      Files.setPosixFilePermissions(written, OWNER_ONLY);
      Files.write(written, text.getBytes(StandardCharsets.UTF_8));
      Files.move(written, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new CannotStart("%s cannot be written in %s (%s)".formatted(name, folder, e), e);
    }
  }
}
