package app.dollr.executions;

import app.dollr.gateways.GatewayKey;
import app.dollr.gateways.Instrument;
import app.dollr.values.PaymentAccountId;
import app.dollr.wire.PaymentMethod;
import java.util.Optional;

/**
 * Which way money takes.
 *
 * @param account it comes from or goes to; none for transfers and refunds
 * @param reach the gateway it goes through; none where it stays in the books
 */
public record Route(
    Optional<PaymentAccountId> account, PaymentMethod method, Optional<Reach> reach) {

  /**
   * How it is told to a gateway.
   *
   * @param gateway the name of the gateway
   * @param instrument that pays, or is paid
   * @param original the key of the payment that is given back
   */
  public record Reach(
      String gateway, GatewayKey key, Instrument instrument, Optional<GatewayKey> original) {}

  /** The name of the gateway, where there is one. */
  Optional<String> gateway() {
    return reach.map(Reach::gateway);
  }
}
