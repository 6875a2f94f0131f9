package app.dollr.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/** A network between two programs on this machine, which can be broken and mended. */
final class Proxy implements AutoCloseable {
  private static final int BUFFER = 16 * 1024;
  private static final int BACKLOG = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ServerSocket listener;
  private final IntSupplier target;
  private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
  private final AtomicLong numbers = new AtomicLong();
  private volatile State state = State.WELL;

  /**
   * How the network is.
   *
   * @param number since when: each is another
   */
  private record State(long number, boolean broken, Trouble trouble, int delayMillis) {
    static final State WELL = new State(0, false, Trouble.SLOW, 0);

    boolean is(Trouble other) {
      return broken && trouble == other;
    }
  }

  private Proxy(ServerSocket listener, IntSupplier target) {
    this.listener = listener;
    this.target = target;
  }

  /**
   * Begins to listen on any port of this machine.
   *
   * @param target the port that is spoken to, asked for at each connection
   */
  static Proxy to(IntSupplier target) {
    try {
      var listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
      var proxy = new Proxy(listener, target);
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  /**
   * Breaks the network for a while; what is broken already is broken otherwise from now on.
   *
   * @param delayMillis by which everything is late, when it is slow
   */
  void suffer(Trouble trouble, int delayMillis, Duration lasts) {
    var broken = new State(numbers.incrementAndGet(), true, trouble, delayMillis);
    state = broken;
    if (trouble == Trouble.CUT) {
      pairs.forEach(Pair::reset);
    }
    Thread.startVirtualThread(() -> {
      try {
        Thread.sleep(lasts);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (state.equals(broken)) {
        mend();
      }
    });
  }

  /** Mends the network; connections on which something was lost are reset. */
  void mend() {
    state = State.WELL;
    pairs.stream().filter(Pair::hasLost).forEach(Pair::reset);
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    pairs.forEach(Pair::reset);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var caller = listener.accept();
        Thread.ofVirtual().start(() -> connect(caller));
      } catch (IOException e) {
        // It is closed, or this one connection failed: the next may not.
      }
    }
  }

  private void connect(Socket caller) {
    if (state.is(Trouble.CUT)) {
      reset(caller);
      return;
    }
    var callee = new Socket();
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getAsInt());
      callee.connect(address, (int) PATIENCE.toMillis());
      caller.setTcpNoDelay(true);
      callee.setTcpNoDelay(true);
    } catch (IOException e) {
      reset(caller);
      reset(callee);
      return;
    }
    var pair = new Pair(caller, callee);
    pairs.add(pair);
    Thread.ofVirtual().start(() -> pair.pump(caller, callee, Trouble.DEAF));
    Thread.ofVirtual().start(() -> pair.pump(callee, caller, Trouble.MUTE));
    if (state.is(Trouble.CUT)) {
      pair.reset();
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is closed already.
    }
    try {
      socket.close();
    } catch (IOException e) {
      // Nor does it matter how it ends.
    }
  }

  /** Two connections that are one. */
  private final class Pair {
    private final Socket caller;
    private final Socket callee;
    private volatile boolean lost;

    Pair(Socket caller, Socket callee) {
      this.caller = caller;
      this.callee = callee;
    }

    boolean hasLost() {
      return lost;
    }

    void reset() {
      pairs.remove(this);
      Proxy.reset(caller);
      Proxy.reset(callee);
    }

    /** Hands on what is said in one direction. */
    void pump(Socket from, Socket to, Trouble losing) {
      var buffer = new byte[BUFFER];
      try {
        var in = from.getInputStream();
        var out = to.getOutputStream();
        int read;
        while ((read = in.read(buffer)) >= 0) {
          var now = state;
          if (now.is(losing) || lost) {
            lost = true;
            if (!state.broken()) {
              reset();
              return;
            }
            continue;
          }
          if (now.is(Trouble.SLOW)) {
            TimeUnit.MILLISECONDS.sleep(now.delayMillis());
          }
          out.write(buffer, 0, read);
        }
        // Half closed looks alive too while what is said gets lost.
        if (!lost) {
          reset();
        }
      } catch (IOException e) {
        reset();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        reset();
      }
    }
  }
}
