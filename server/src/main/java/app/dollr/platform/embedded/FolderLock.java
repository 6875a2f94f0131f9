package app.dollr.platform.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** This process's sole right to a folder, given up at the latest when the process ends. */
final class FolderLock implements AutoCloseable {
  /** The kernel's lock is between processes; this one is within ours. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Layout layout;
  private final FileChannel channel;

  private FolderLock(Layout layout, FileChannel channel) {
    this.layout = layout;
    this.channel = channel;
  }

  /** Takes the folder, or refuses naming the process that has it. */
  static FolderLock take(Layout layout) {
    return tryTake(layout).orElseThrow(() -> inUse(layout));
  }

  static Optional<FolderLock> tryTake(Layout layout) {
    if (!HELD.add(layout.folder())) {
      return Optional.empty();
    }
    try {
      var lock = lockFile(layout);
      if (lock.isEmpty()) {
        HELD.remove(layout.folder());
      }
      return lock;
    } catch (IOException e) {
      HELD.remove(layout.folder());
      throw CannotStartPostgres.because("%s cannot be locked".formatted(layout.lock()), e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(layout.owner());
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(layout.folder());
    }
  }

  private static Optional<FolderLock> lockFile(Layout layout) throws IOException {
    var channel = FileChannel.open(layout.lock(), CREATE, WRITE);
    try {
      if (channel.tryLock() == null) {
        channel.close();
        return Optional.empty();
      }
      Files.writeString(layout.owner(), Long.toString(ProcessHandle.current().pid()), UTF_8);
      return Optional.of(new FolderLock(layout, channel));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static CannotStartPostgres inUse(Layout layout) {
    return new CannotStartPostgres(
        "%s is in use by %s; stop that first, or choose another folder with DOLLR_HOME"
            .formatted(layout.folder(), owner(layout)));
  }

  private static String owner(Layout layout) {
    try {
      var pid = Long.parseLong(Files.readString(layout.owner(), UTF_8).strip());
      var command = ProcessHandle.of(pid).flatMap(process -> process.info().commandLine());
      return "process %d%s".formatted(pid, command.map(" (%.200s)"::formatted).orElse(""));
    } catch (IOException | NumberFormatException e) {
      return "another process";
    }
  }
}
