package app.dollr.torture;

import java.util.List;

/** Where the other side is. */
enum Setting {
  /** Within the server, as in the sandbox. */
  SANDBOX(List.of(Link.CLIENTS, Link.DATABASE)),
  /** A simulated pawaPay in a process of its own, and the server in live, speaking HTTP to it. */
  PAWAPAY(List.of(Link.CLIENTS, Link.DATABASE, Link.GATEWAY, Link.CALLBACKS));

  private final List<Link> links;

  Setting(List<Link> links) {
    this.links = links;
  }

  /** The networks that can break. */
  List<Link> links() {
    return links;
  }
}
