package app.dollr.realtime;

import java.time.Instant;
import java.util.List;

/** One channel of one connection. All its words are said under the connection's lock. */
final class Channel implements Watcher {
  private final Connection connection;
  private final String joinRef;
  private final List<Long> ids;
  private volatile Claims claims;
  private int lastSequence;
  private boolean greeted;

  /**
   * @param ids of what it watches; none when it watches nothing
   */
  Channel(Connection connection, String joinRef, List<Long> ids, Claims claims) {
    this.connection = connection;
    this.joinRef = joinRef;
    this.ids = List.copyOf(ids);
    this.claims = claims;
  }

  @Override
  public Claims claims() {
    return claims;
  }

  String joinRef() {
    return joinRef;
  }

  /** Goes on with a newer key. */
  void renew(Claims newer) {
    claims = newer;
  }

  @Override
  public void news(StatusRow row) {
    synchronized (connection) {
      if (row.sequence() > lastSequence && !ids.isEmpty()) {
        lastSequence = row.sequence();
        connection.push(
            claims.topic(), "postgres_changes", greeted ? row.change(ids) : row.snapshot(ids));
      }
      greeted = true;
    }
  }

  /** From now on what comes is a change, even if nothing was there yet. */
  void greet() {
    synchronized (connection) {
      greeted = true;
    }
  }

  @Override
  public void expire(Instant now) {
    if (!now.isBefore(claims.expiresAt())) {
      connection.end(this, "Token has expired");
    }
  }
}
