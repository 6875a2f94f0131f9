package app.dollr.platform.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.dollr.platform.random.Randomness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Free ports of 127.0.0.1, from below the range that outgoing connections take theirs from: there,
 * a client that connects while the server is away can meet itself, and keep the port.
 */
final class Ports {
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;

  private Ports() {}

  /** The one in the file while it is free, otherwise any. */
  static int choose(Path file) throws IOException {
    if (Files.exists(file)) {
      try {
        var before = Integer.parseInt(Files.readString(file, UTF_8).strip());
        if (isFree(before)) {
          return before;
        }
      } catch (NumberFormatException e) {
        return any();
      }
    }
    return any();
  }

  static int any() {
    while (true) {
      var port = Randomness.between(LOWEST, HIGHEST);
      if (isFree(port)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.isBound();
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
