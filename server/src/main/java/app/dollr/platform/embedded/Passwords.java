package app.dollr.platform.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.dollr.platform.random.Randomness;
import app.dollr.values.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The passwords of all roles: 256 random bits each, in hexadecimal, as lines {@code role=…}. */
record Passwords(Map<Role, Secret> byRole) {
  private static final int BYTES = 32;

  Passwords {
    byRole = Map.copyOf(byRole);
  }

  Secret of(Role role) {
    var password = byRole.get(role);
    if (password == null) {
      throw new IllegalStateException("no password for " + role);
    }
    return password;
  }

  /** Those in the file, unless there is none or it misses one. */
  static Optional<Passwords> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var found = new EnumMap<Role, Secret>(Role.class);
    for (var line : Files.readAllLines(file, UTF_8)) {
      for (var role : Role.values()) {
        if (line.startsWith(role.login() + "=")) {
          found.put(role, Secret.of(line.substring(line.indexOf('=') + 1)));
        }
      }
    }
    return found.size() == Role.values().length
        ? Optional.of(new Passwords(found))
        : Optional.empty();
  }

  static Passwords random() {
    var made = new EnumMap<Role, Secret>(Role.class);
    for (var role : Role.values()) {
      made.put(role, Secret.of(HexFormat.of().formatHex(Randomness.bytes(BYTES))));
    }
    return new Passwords(made);
  }

  /** Writes all or nothing, and for nobody else to read. */
  void write(Path file) throws IOException {
    var lines = new StringBuilder();
    for (var role : Role.values()) {
      lines.append(role.login()).append('=').append(of(role).reveal()).append('\n');
    }
    var part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    writePrivately(part, lines.toString());
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Writes a new file of mode 600 down to the disk. */
  static void writePrivately(Path file, String text) throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var create = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(file, create, mode)) {
      var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
