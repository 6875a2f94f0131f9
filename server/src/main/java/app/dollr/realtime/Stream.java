package app.dollr.realtime;

import app.dollr.platform.http.Socket;
import app.dollr.platform.http.SocketListener;
import app.dollr.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** One who follows a payment over server-sent events. */
final class Stream implements Watcher, SocketListener {
  private static final int NORMAL = 1000;

  private final Realtime realtime;
  private final Socket socket;
  private final Claims claims;
  private int lastSequence;

  Stream(Realtime realtime, Socket socket, Claims claims) {
    this.realtime = realtime;
    this.socket = socket;
    this.claims = claims;
  }

  @Override
  public Claims claims() {
    return claims;
  }

  @Override
  public synchronized void news(StatusRow row) {
    if (row.sequence() > lastSequence) {
      lastSequence = row.sequence();
      var data = new String(Json.write(row.row()), StandardCharsets.UTF_8);
      socket.send("id: %d\nevent: status\ndata: %s\n\n".formatted(row.sequence(), data));
    }
  }

  @Override
  public void expire(Instant now) {
    if (!now.isBefore(claims.expiresAt())) {
      socket.send("event: expired\ndata: {}\n\n");
      end();
    }
  }

  /** Ends the stream. */
  void end() {
    socket.close(NORMAL, "the end");
  }

  @Override
  public void text(String text) {}

  @Override
  public void closed() {
    realtime.closed(this);
  }
}
