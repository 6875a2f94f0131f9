package app.dollr.platform.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A temporary folder with a server in it; both go when the program ends. */
final class ThrowawayFolder {
  private static final Logger LOG = LoggerFactory.getLogger(ThrowawayFolder.class);
  private static final String PREFIX = "dollr-throwaway-";

  private ThrowawayFolder() {}

  static EmbeddedPostgres start() {
    try {
      var temporary = Path.of(System.getProperty("java.io.tmpdir"));
      deleteAbandoned(temporary);
      var folder = Files.createTempDirectory(temporary, PREFIX);
      var postgres = EmbeddedPostgres.start(folder, EmbeddedSettings.throwaway());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(postgres, folder)));
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end(EmbeddedPostgres postgres, Path folder) {
    try {
      postgres.close();
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes what killed programs left. */
  private static void deleteAbandoned(Path temporary) throws IOException {
    try (var folders = Files.newDirectoryStream(temporary, PREFIX + "*")) {
      for (var folder : folders) {
        deleteIfAbandoned(folder);
      }
    }
  }

  private static void deleteIfAbandoned(Path folder) {
    if (!Files.exists(new Layout(folder).owner())) {
      // Somebody is about to start there, or done and deleting.
      return;
    }
    try (var lock = FolderLock.tryTake(new Layout(folder.toRealPath())).orElse(null)) {
      if (lock != null) {
        Postmaster.processesIn(folder.resolve("data")).forEach(ProcessHandle::destroyForcibly);
        Folders.delete(folder);
      }
    } catch (IOException | UncheckedIOException | CannotStartPostgres e) {
      LOG.debug("{} cannot be removed", folder, e);
    }
  }
}
