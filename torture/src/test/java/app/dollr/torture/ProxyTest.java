package app.dollr.torture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said through a network that breaks, to somebody who says the same. */
class ProxyTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int SHORT_MILLIS = 200;
  private static final int PATIENCE_MILLIS = 20_000;

  private ServerSocket echo;
  private Proxy proxy;

  @BeforeEach
  void open() throws IOException {
    echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::serve);
    proxy = Proxy.to(echo::getLocalPort);
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    echo.close();
  }

  @Test
  void handsOnBothDirectionsWhileItIsWell() throws IOException {
    try (var socket = connect()) {
      assertThat(said(socket, "one")).isEqualTo("one");
      assertThat(said(socket, "two")).isEqualTo("two");
    }
  }

  @Test
  void cutsWhatIsOpenAndWhatIsNew() throws IOException {
    try (var open = connect()) {
      assertThat(said(open, "one")).isEqualTo("one");
      proxy.suffer(Trouble.CUT, 0, LONG);
      assertThatThrownBy(() -> said(open, "two")).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> said(connect(), "three")).isInstanceOf(IOException.class);
    }
    proxy.mend();
    try (var later = connect()) {
      assertThat(said(later, "four")).isEqualTo("four");
    }
  }

  @Test
  void losesWhatIsSaidOrAnsweredAndLooksAliveUntilItIsMended() throws IOException {
    for (var trouble : new Trouble[] {Trouble.DEAF, Trouble.MUTE}) {
      try (var socket = connect()) {
        assertThat(said(socket, "one")).isEqualTo("one");
        proxy.suffer(trouble, 0, LONG);
        socket.setSoTimeout(SHORT_MILLIS);
        assertThatThrownBy(() -> said(socket, "two")).isInstanceOf(SocketTimeoutException.class);
        proxy.mend();
        socket.setSoTimeout(PATIENCE_MILLIS);
        assertThatThrownBy(() -> said(socket, "three"))
            .isInstanceOf(IOException.class)
            .isNotInstanceOf(SocketTimeoutException.class);
      }
    }
  }

  @Test
  void isSlowAndLosesNothing() throws IOException {
    proxy.suffer(Trouble.SLOW, SHORT_MILLIS, LONG);
    try (var socket = connect()) {
      socket.setSoTimeout(SHORT_MILLIS);
      assertThatThrownBy(() -> said(socket, "one")).isInstanceOf(SocketTimeoutException.class);
      socket.setSoTimeout(PATIENCE_MILLIS);
      assertThat(heard(socket, "one".length())).isEqualTo("one");
    }
  }

  @Test
  void mendsByItself() throws IOException {
    proxy.suffer(Trouble.MUTE, 0, Duration.ofMillis(1));
    String answer = "";
    while (answer.isEmpty()) {
      try (var socket = connect()) {
        socket.setSoTimeout(SHORT_MILLIS);
        answer = said(socket, "one");
      } catch (IOException e) {
        answer = "";
      }
    }
    assertThat(answer).isEqualTo("one");
  }

  private Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static String said(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
    return heard(socket, text.length());
  }

  private static String heard(Socket socket, int length) throws IOException {
    var bytes = socket.getInputStream().readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("closed");
    }
    return new String(bytes, UTF_8);
  }

  private void serve() {
    while (!echo.isClosed()) {
      try {
        var socket = echo.accept();
        Thread.startVirtualThread(() -> {
          try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
          } catch (IOException e) {
            // The network has cut it.
          }
        });
      } catch (IOException e) {
        // The test is over.
      }
    }
  }
}
