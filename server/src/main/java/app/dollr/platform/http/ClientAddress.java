package app.dollr.platform.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
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
    try {
      return isAddress(address) && trusted.test(InetAddress.getByName(address));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Whether it is a literal, so that looking at it asks no name server. */
  private static boolean isAddress(String text) {
    return text.matches("[0-9.]{7,15}|[0-9a-fA-F:.]{2,45}") && text.matches(".*[.:].*");
  }
}
