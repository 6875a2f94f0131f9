package app.dollr.webhooks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What may be called: never an address inside a private network, so that an endpoint's URL cannot
 * reach what only this machine should. A name is resolved once, and what is connected to is what
 * was looked at.
 *
 * @param loopback whether this machine itself may be called: in sandbox only
 */
record Guard(boolean loopback, Resolver resolver) {

  /** What turns a name into addresses. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /** Address blocks that are nobody's on the internet, beside those Java knows by name. */
  private static final List<Block> RESERVED =
      Stream.of(
              "0.0.0.0/8",
              "100.64.0.0/10",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "240.0.0.0/4",
              "::/96",
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/32",
              "2001:db8::/32",
              "2002::/16",
              "fc00::/7")
          .map(Block::parse)
          .toList();

  /**
   * The addresses of a host.
   *
   * @throws UnknownHostException when it has none, or one that may not be called
   */
  List<InetAddress> addresses(String host) throws UnknownHostException {
    var found = List.of(resolver.resolve(host));
    for (var address : found) {
      if (!allows(address)) {
        throw new UnknownHostException(
            "%s is %s, which is not on the internet".formatted(host, address.getHostAddress()));
      }
    }
    return found;
  }

  boolean allows(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return loopback;
    }
    return !address.isAnyLocalAddress()
        && !address.isLinkLocalAddress()
        && !address.isSiteLocalAddress()
        && !address.isMulticastAddress()
        && RESERVED.stream().noneMatch(block -> block.contains(address));
  }

  /**
   * Addresses that begin alike.
   *
   * @param bits how many
   */
  private record Block(InetAddress first, int bits) {

    static Block parse(String cidr) {
      int slash = cidr.indexOf('/');
      return new Block(
          InetAddress.ofLiteral(cidr.substring(0, slash)),
          Integer.parseInt(cidr.substring(slash + 1)));
    }

    boolean contains(InetAddress address) {
      var bytes = address.getAddress();
      var prefix = first.getAddress();
      int whole = bits / 8;
      if (bytes.length != prefix.length || !Arrays.equals(bytes, 0, whole, prefix, 0, whole)) {
        return false;
      }
      int rest = bits % 8;
      return rest == 0
          || (bytes[whole] & 0xff) >> (8 - rest) == (prefix[whole] & 0xff) >> (8 - rest);
    }
  }
}
