package app.dollr.platform.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.util.InetAddressSet;

/**
 * Where a request came from. {@code X-Forwarded-For} counts only as far as the proxies that wrote
 * it are trusted: read from its end, the first address that is no trusted proxy.
 */
public final class ClientAddress {
  private final InetAddressSet trusted = new InetAddressSet();
  private final boolean proxied;

  /**
   * @param trustedProxies addresses or CIDR blocks, such as {@code 10.0.0.0/8}
   * @throws IllegalArgumentException when one is neither
   */
  public ClientAddress(List<String> trustedProxies) {
    trusted.addAll(trustedProxies);
    proxied = !trustedProxies.isEmpty();
  }

  /**
   * The same list.
   *
   * @throws IllegalArgumentException when one is neither an address nor a block
   */
  public static List<String> proxies(List<String> list) {
    for (var proxy : list) {
      var address = proxy.replaceFirst("/\\d{1,3}$", "");
      if (!isAddress(address) || !new InetAddressSet().add(proxy)) {
        throw new IllegalArgumentException(
            "'%s' is no address or CIDR block, such as 10.0.0.0/8".formatted(proxy));
      }
    }
    return list;
  }

  String of(Context context) {
    var peer = context.req().getRemoteAddr();
    var forwarded = context.header("X-Forwarded-For");
    if (!proxied || forwarded == null || !isTrusted(peer)) {
      return peer;
    }
    var hops = List.of(forwarded.split(",", -1)).reversed();
    for (var hop : hops) {
      var address = hop.strip();
      if (!isTrusted(address)) {
        return isAddress(address) ? address : peer;
      }
    }
    return peer;
  }

  private boolean isTrusted(String address) {
    return literal(address).filter(trusted).isPresent();
  }

  private static boolean isAddress(String text) {
    return literal(text).isPresent();
  }

  /** The address, if it is one and no name: looking at it must ask no name server. */
  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
