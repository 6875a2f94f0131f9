package app.dollr.platform.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * PostgreSQL's programs, unpacked.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 * @param fingerprint of the archive they came from
 */
record PostgresBinaries(Path folder, String fingerprint) {
  /** Names the number and the bytes of the files beside it; written last. */
  private static final String SEAL = "complete";

  private static final Set<PosixFilePermission> PROGRAM =
      PosixFilePermissions.fromString("rwxr-xr-x");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");
  private static final long BYTES_NEEDED = 250L << 20;

  /** Unpacks the programs unless they lie there already, whole. */
  static PostgresBinaries unpack(Layout layout) {
    try {
      var archive = Archive.forThisMachine();
      var fingerprint = archive.fingerprint();
      var folder = layout.binaries(fingerprint);
      if (!isWhole(folder)) {
        refuseFullDisk(layout);
        unpack(archive, folder);
      }
      return new PostgresBinaries(folder, fingerprint);
    } catch (IOException e) {
      throw CannotStartPostgres.because(
          "PostgreSQL's programs cannot be unpacked to %s".formatted(layout.folder()), e);
    }
  }

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /** Removes the programs of other versions; no server may be running on them. */
  void deleteOthers(Layout layout) throws IOException {
    try (var siblings = Files.newDirectoryStream(layout.folder(), "bin-*")) {
      for (var sibling : siblings) {
        if (!sibling.equals(folder)) {
          Folders.delete(sibling);
        }
      }
    }
  }

  private static void unpack(Archive archive, Path folder) throws IOException {
    var part = folder.resolveSibling(folder.getFileName() + ".part");
    Folders.delete(part);
    Folders.delete(folder);
    makeFolder(part);
    try (var tar = archive.open()) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, part);
      }
    }
    Files.writeString(part.resolve(SEAL), contents(part), UTF_8);
    Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    var target = entry.resolveIn(folder);
    makeFolder(target.resolveSibling(""));
    if (entry.isDirectory()) {
      makeFolder(target);
    } else if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else if (entry.isFile()) {
      Files.copy(tar, target);
      Files.setPosixFilePermissions(target, isProgram(entry) ? PROGRAM : FILE);
    } else {
      throw new IOException("%s is neither a file, a folder nor a link".formatted(entry.getName()));
    }
  }

  /** Open to everybody whatever the umask is: PostgreSQL may run under another account. */
  private static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      makeFolder(folder.resolveSibling(""));
      Files.createDirectory(folder);
      Files.setPosixFilePermissions(folder, PROGRAM);
    }
  }

  private static boolean isProgram(TarArchiveEntry entry) {
    return (entry.getMode() & 0100) != 0;
  }

  /** False as well when the machine lost power while the files were being written. */
  private static boolean isWhole(Path folder) throws IOException {
    var seal = folder.resolve(SEAL);
    return Files.isRegularFile(seal) && Files.readString(seal, UTF_8).equals(contents(folder));
  }

  private static String contents(Path folder) throws IOException {
    long files = 0;
    long bytes = 0;
    try (var all = Files.walk(folder)) {
      for (var file : (Iterable<Path>) all::iterator) {
        if (Files.isRegularFile(file) && !file.endsWith(SEAL)) {
          files++;
          bytes += Files.size(file);
        }
      }
    }
    return "%d files, %d bytes".formatted(files, bytes);
  }

  private static void refuseFullDisk(Layout layout) throws IOException {
    var free = Files.getFileStore(layout.folder()).getUsableSpace();
    if (free < BYTES_NEEDED) {
      throw new CannotStartPostgres(
          "the disk of %s has %d MB free, a new PostgreSQL needs %d MB; make room, or choose another folder with DOLLR_HOME"
              .formatted(layout.folder(), free >> 20, BYTES_NEEDED >> 20));
    }
  }
}
