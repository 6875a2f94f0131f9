package app.dollr.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One HTTP/1.1 connection that costs next to nothing: what calls shares two processors with what is
 * called.
 */
final class Connection implements AutoCloseable {
  private static final int BUFFER = 16_384;
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private byte[] buffer = new byte[BUFFER];
  private int filled;

  Connection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  /** A POST with a JSON body; the body of its answer, which has to be a 200. */
  String post(String path, String token, String body) throws IOException {
    return call(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: l\r\nAuthorization: Bearer "
            + token
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  /** A GET; the body of its answer, which has to be a 200. */
  String get(String path, String token) throws IOException {
    return call(
        "GET " + path + " HTTP/1.1\r\nHost: l\r\nAuthorization: Bearer " + token + "\r\n\r\n");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private String call(String request) throws IOException {
    out.write(request.getBytes(StandardCharsets.ISO_8859_1));
    filled = 0;
    int from = readHead();
    var head = new String(buffer, 0, from, StandardCharsets.ISO_8859_1);
    int to = from + contentLength(head);
    while (filled < to) {
      fill();
    }
    var body = new String(buffer, from, to - from, StandardCharsets.UTF_8);
    if (!head.startsWith("HTTP/1.1 200")) {
      throw new IOException(request.lines().findFirst().orElse("") + " answered " + body);
    }
    return body;
  }

  /** Reads an answer's head at least; where it ends. */
  private int readHead() throws IOException {
    int looked = 0;
    while (true) {
      fill();
      for (; looked <= filled - END_OF_HEAD.length; looked++) {
        if (Arrays.equals(
            buffer, looked, looked + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
          return looked + END_OF_HEAD.length;
        }
      }
    }
  }

  private void fill() throws IOException {
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    if (read < 0) {
      throw new IOException("the answer ends before its end");
    }
    filled += read;
  }

  private static int contentLength(String head) throws IOException {
    int at = head.indexOf("Content-Length: ");
    if (at < 0) {
      throw new IOException("an answer without a length: " + head);
    }
    int from = at + "Content-Length: ".length();
    return Integer.parseInt(head.substring(from, head.indexOf('\r', from)));
  }
}
