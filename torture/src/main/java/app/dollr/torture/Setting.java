package app.dollr.torture;

import java.util.List;

/** Where the other side is. */
enum Setting {
  /** Within the server, as in the sandbox. */
  SANDBOX,
  /** A simulated pawaPay in a process of its own, and the server in live, speaking HTTP to it. */
  PAWAPAY;

  /** The networks that can break. */
  List<Link> links() {
    return switch (this) {
      case SANDBOX -> List.of(Link.CLIENTS, Link.DATABASE);
      case PAWAPAY -> List.of(Link.values());
    };
  }
}
