package app.dollr.platform.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** What PostgreSQL writes, in a file that does not grow for ever. */
final class PostgresLog {
  /** One file of this size and one before it are kept. */
  static final long MOST_BYTES = 8L << 20;

  private static final int LINES_SHOWN = 12;

  private final Layout layout;
  private final Account account;

  PostgresLog(Layout layout, Account account) {
    this.layout = layout;
    this.account = account;
  }

  /** Makes the file when there is none, for PostgreSQL to append to. */
  void prepare() throws IOException {
    if (!Files.exists(layout.log())) {
      Files.createFile(
          layout.log(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      account.takeOver(layout.log());
    }
    shorten();
  }

  /** Where the next line will be written. */
  long end() throws IOException {
    return Files.exists(layout.log()) ? Files.size(layout.log()) : 0;
  }

  /** All that was written from that place on. */
  String since(long start) throws IOException {
    try (var channel = FileChannel.open(layout.log(), StandardOpenOption.READ)) {
      var from = Math.min(start, channel.size());
      var bytes = ByteBuffer.allocate((int) Math.min(channel.size() - from, MOST_BYTES));
      channel.read(bytes, from);
      return new String(bytes.array(), 0, bytes.position(), UTF_8);
    }
  }

  /**
   * Sets a grown log aside and goes on in an empty one. PostgreSQL keeps the file open and appends,
   * so it is copied and cut; lines written in between are lost.
   */
  void shorten() throws IOException {
    if (end() > MOST_BYTES) {
      Files.copy(
          layout.log(),
          layout.olderLog(),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES);
      try (var channel = FileChannel.open(layout.log(), StandardOpenOption.WRITE)) {
        channel.truncate(0);
      }
    }
  }

  /** The last lines of what was written, as many as fit a message. */
  static String lastLines(String messages) {
    List<String> lines = messages.strip().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
  }
}
