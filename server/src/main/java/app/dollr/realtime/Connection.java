package app.dollr.realtime;

import app.dollr.platform.http.Socket;
import app.dollr.platform.http.SocketListener;
import app.dollr.realtime.Frame.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One client: what it says, and what it is told, in the order in which that is to arrive. */
final class Connection implements SocketListener {
  private static final String TOKEN = "access_token";
  private static final int MOST_CHANNELS = 100;
  private static final int MOST_MESSAGES = 200;
  private static final long FIRST_ID = 1000;
  private static final int POLICY = 1008;

  private final Realtime realtime;
  private final Socket socket;
  private final Version version;
  private final Map<String, Channel> channels = new LinkedHashMap<>();
  private long minute;
  private int messages;

  Connection(Realtime realtime, Socket socket, Version version) {
    this.realtime = realtime;
    this.socket = socket;
    this.version = version;
  }

  @Override
  public void text(String text) {
    if (isTooTalkative()) {
      socket.close(POLICY, "too many messages");
      return;
    }
    Frame.read(version, text).ifPresent(this::take);
  }

  @Override
  public void closed() {
    List<Channel> left;
    synchronized (this) {
      left = List.copyOf(channels.values());
      channels.clear();
    }
    left.forEach(realtime::unwatch);
    realtime.closed(this);
  }

  void close(int code, String reason) {
    socket.close(code, reason);
  }

  /** Says something that was not asked for. */
  synchronized void push(String topic, String event, Object payload) {
    say(new Frame(null, null, topic, event, payload));
  }

  /** Ends a channel; the client does not come back by itself. */
  void end(Channel channel, String why) {
    synchronized (this) {
      if (!channels.remove(channel.claims().topic(), channel)) {
        return;
      }
      var topic = channel.claims().topic();
      say(
          new Frame(
              channel.joinRef(), null, topic, "system", system("system", "error", why, topic)));
      say(closing(channel));
    }
    realtime.unwatch(channel);
  }

  /** Says no to a join. */
  synchronized void refuse(Frame join, String why) {
    reply(join, "error", Map.of("reason", why));
  }

  private void take(Frame frame) {
    switch (frame.event()) {
      case "heartbeat" -> reply(frame, "ok", Map.of());
      case "phx_join" -> join(frame);
      case "phx_leave" -> leave(frame);
      case TOKEN -> renew(frame);
      default -> other(frame);
    }
  }

  private void join(Frame frame) {
    Claims claims;
    List<Map<String, Object>> entries;
    try {
      claims = realtime.keys().read(frame.body().path(TOKEN).asString(""));
      entries = entries(frame, claims);
    } catch (KeyRefused refused) {
      realtime.refuseLater(this, frame, refused.why());
      return;
    }
    var joinRef = frame.joinRef() == null ? String.valueOf(frame.ref()) : frame.joinRef();
    var ids = entries.stream().map(entry -> (Long) entry.get("id")).toList();
    var channel = new Channel(this, joinRef, ids, claims);
    Channel before;
    synchronized (this) {
      if (channels.size() >= MOST_CHANNELS || !realtime.watch(channel)) {
        refuse(frame, "ChannelRateLimitReached: Too many channels");
        return;
      }
      before = channels.put(frame.topic(), channel);
      if (before != null) {
        say(closing(before));
      }
      reply(frame, "ok", Map.of("postgres_changes", entries));
      var greeting = system("postgres_changes", "ok", "Subscribed to PostgreSQL", frame.topic());
      say(new Frame(joinRef, null, frame.topic(), "system", greeting));
    }
    if (before != null) {
      realtime.unwatch(before);
    }
    realtime.greet(channel);
  }

  /** What the client wants to watch, as it said it, each with an id. */
  private static List<Map<String, Object>> entries(Frame frame, Claims claims) throws KeyRefused {
    if (!frame.topic().equals(claims.topic())) {
      throw noRight(frame);
    }
    List<Map<String, Object>> entries = new ArrayList<>();
    for (var wanted : frame.body().path("config").path("postgres_changes")) {
      boolean whole = !wanted.has("filter");
      boolean own =
          whole
              || wanted.path("filter").asString("").equals("reference_id=eq." + claims.reference());
      boolean right =
          wanted.path("schema").asString("").equals("public")
              && wanted.path("table").asString("").equals(StatusRow.TABLE);
      if (!own || !right || !wanted.isObject()) {
        throw noRight(frame);
      }
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("id", FIRST_ID + entries.size());
      for (var property : wanted.properties()) {
        if (!property.getKey().equals("id")) {
          entry.put(property.getKey(), property.getValue());
        }
      }
      entries.add(entry);
    }
    return entries;
  }

  private static KeyRefused noRight(Frame frame) {
    return new KeyRefused(
        "Unauthorized: You do not have permissions to read from this Channel topic: "
            + name(frame.topic()));
  }

  private void leave(Frame frame) {
    Channel left;
    synchronized (this) {
      left = channels.remove(frame.topic());
      reply(frame, "ok", Map.of());
      if (left != null) {
        say(closing(left));
      }
    }
    if (left != null) {
      realtime.unwatch(left);
    }
  }

  /** A newer key for a channel. Old clients repeat the one they have, and some send the public. */
  private void renew(Frame frame) {
    var token = frame.body().path(TOKEN).asString("");
    Channel channel;
    synchronized (this) {
      channel = channels.get(frame.topic());
    }
    boolean nothing = token.isEmpty() || token.startsWith("sb_") || realtime.keys().isAnon(token);
    if (channel == null || nothing) {
      return;
    }
    try {
      var newer = realtime.keys().read(token);
      if (!newer.topic().equals(frame.topic())
          || !newer.merchant().equals(channel.claims().merchant())) {
        throw noRight(frame);
      }
      channel.renew(newer);
    } catch (KeyRefused refused) {
      end(channel, refused.why());
    }
  }

  private void other(Frame frame) {
    synchronized (this) {
      if (!channels.containsKey(frame.topic())) {
        reply(frame, "error", Map.of("reason", "unmatched topic"));
      }
    }
  }

  private synchronized void reply(Frame to, String status, Map<String, ?> response) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("status", status);
    payload.put("response", response);
    say(new Frame(to.joinRef(), to.ref(), to.topic(), "phx_reply", payload));
  }

  private static Frame closing(Channel channel) {
    return new Frame(
        channel.joinRef(), channel.joinRef(), channel.claims().topic(), "phx_close", Map.of());
  }

  private static Map<String, Object> system(
      String extension, String status, String message, String topic) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("extension", extension);
    payload.put("status", status);
    payload.put("message", message);
    payload.put("channel", name(topic));
    return payload;
  }

  private static String name(String topic) {
    return topic.startsWith("realtime:") ? topic.substring("realtime:".length()) : topic;
  }

  private synchronized boolean isTooTalkative() {
    long now = realtime.now().getEpochSecond() / 60;
    if (now != minute) {
      minute = now;
      messages = 0;
    }
    return ++messages > MOST_MESSAGES;
  }

  private void say(Frame frame) {
    socket.send(frame.write(version));
  }
}
