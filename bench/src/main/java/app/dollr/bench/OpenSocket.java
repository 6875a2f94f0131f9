package app.dollr.bench;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** One websocket that costs next to nothing: a client's half of the protocol, text frames only. */
final class OpenSocket implements AutoCloseable {
  /** Any will do between two programs on one machine. */
  private static final byte[] MASK = {1, 2, 3, 4};

  private static final int TEXT = 0x81;
  private static final int MASKED = 0x80;
  private static final int EXTENDED = 126;

  private final Socket socket;
  private final DataInputStream in;

  OpenSocket(int port, String path) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
    var upgrade =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: l\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    socket.getOutputStream().write(upgrade.getBytes(StandardCharsets.ISO_8859_1));
    var head = head();
    if (!head.startsWith("HTTP/1.1 101")) {
      throw new IOException("no upgrade: " + head);
    }
  }

  void send(String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var frame = new byte[bytes.length + 8];
    frame[0] = (byte) TEXT;
    frame[1] = (byte) (MASKED | EXTENDED);
    frame[2] = (byte) (bytes.length >> 8);
    frame[3] = (byte) bytes.length;
    System.arraycopy(MASK, 0, frame, 4, 4);
    for (int i = 0; i < bytes.length; i++) {
      frame[8 + i] = (byte) (bytes[i] ^ MASK[i % 4]);
    }
    socket.getOutputStream().write(frame);
  }

  /** Hands over each text until the socket is closed. */
  void read(Consumer<String> texts) throws IOException {
    try {
      while (true) {
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (length == EXTENDED) {
          length = in.readUnsignedShort();
        }
        var payload = in.readNBytes(length);
        if (first == TEXT) {
          texts.accept(new String(payload, StandardCharsets.UTF_8));
        }
      }
    } catch (EOFException e) {
      // It is closed.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private String head() throws IOException {
    var head = new StringBuilder();
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }
}
