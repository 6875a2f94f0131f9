package app.dollr.app;

import app.dollr.platform.http.HttpLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;

/** Where the operator's listener is: on this machine only. */
final class AdminPort {
  static final String HOST = "127.0.0.1";
  static final HttpLimits LIMITS = new HttpLimits(0, 1);

  private static final int USUAL = 8081;
  private static final int ANY = 0;

  private AdminPort() {}

  /** The port that was asked for; else the usual one, or any when that is taken. */
  static int choose(Optional<Integer> wanted) {
    return wanted.orElseGet(() -> isFree(USUAL) ? USUAL : ANY);
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral(HOST))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
