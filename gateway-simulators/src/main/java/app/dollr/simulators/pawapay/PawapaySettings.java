package app.dollr.simulators.pawapay;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a simulated pawaPay account is set up.
 *
 * @param port 0 for any
 * @param token the bearer token it takes
 * @param delay how long an operator takes to work a payment off
 * @param signedCallbacks whether callbacks are signed
 * @param rawSignatures whether signatures of callbacks are r‖s, as RFC 9421 has them, or DER
 * @param requestKeys by which requests must be signed, in PEM by their ids; none for no signatures
 * @param folder where the books are kept over a restart
 */
public record PawapaySettings(
    int port,
    String token,
    Duration delay,
    boolean signedCallbacks,
    boolean rawSignatures,
    Map<String, String> requestKeys,
    Optional<Path> folder) {

  /** A usual account on any port, whose operators decide at once. */
  public static final PawapaySettings DEFAULT =
      new PawapaySettings(
          0, "pawapay-simulator-token", Duration.ZERO, true, false, Map.of(), Optional.empty());

  /** These settings on a port. */
  public PawapaySettings onPort(int other) {
    return new PawapaySettings(
        other, token, delay, signedCallbacks, rawSignatures, requestKeys, folder);
  }

  /** These settings with operators that take their time. */
  public PawapaySettings withDelay(Duration longer) {
    return new PawapaySettings(
        port, token, longer, signedCallbacks, rawSignatures, requestKeys, folder);
  }

  /** These settings with callbacks that are signed, in either encoding, or not. */
  public PawapaySettings withCallbacks(boolean signed, boolean raw) {
    return new PawapaySettings(port, token, delay, signed, raw, requestKeys, folder);
  }

  /** These settings, taking only requests that are signed by one of the keys. */
  public PawapaySettings withRequestKeys(Map<String, String> keys) {
    return new PawapaySettings(port, token, delay, signedCallbacks, rawSignatures, keys, folder);
  }

  /** These settings, with books in a folder. */
  public PawapaySettings in(Path other) {
    return new PawapaySettings(
        port, token, delay, signedCallbacks, rawSignatures, requestKeys, Optional.of(other));
  }
}
