package app.dollr.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One HTTP/1.1 connection that costs next to nothing: what calls shares two processors with what is
 * called.
 */
final class Connection implements AutoCloseable {
  private static final int LARGEST_HEAD = 8192;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] head = new byte[LARGEST_HEAD];

  Connection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), LARGEST_HEAD);
    out = socket.getOutputStream();
  }

  /** A POST with a JSON body; the body of its answer, which has to be a 200. */
  String post(String path, String token, String body) throws IOException {
    return call(
        "POST %s HTTP/1.1\r\nHost: l\r\nAuthorization: Bearer %s\r\n".formatted(path, token)
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  /** A GET; the body of its answer, which has to be a 200. */
  String get(String path, String token) throws IOException {
    return call(
        "GET %s HTTP/1.1\r\nHost: l\r\nAuthorization: Bearer %s\r\n\r\n".formatted(path, token));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private String call(String request) throws IOException {
    out.write(request.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    var answer = readHead();
    var body = new String(in.readNBytes(contentLength(answer)), StandardCharsets.UTF_8);
    if (!answer.startsWith("HTTP/1.1 200")) {
      throw new IOException(request.lines().findFirst().orElse("") + " answered " + body);
    }
    return body;
  }

  private String readHead() throws IOException {
    int length = 0;
    while (length < 4
        || head[length - 1] != '\n'
        || head[length - 2] != '\r'
        || head[length - 3] != '\n') {
      int next = in.read();
      if (next < 0 || length == head.length) {
        throw new IOException("the answer ends in its head");
      }
      head[length++] = (byte) next;
    }
    return new String(head, 0, length, StandardCharsets.ISO_8859_1);
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
