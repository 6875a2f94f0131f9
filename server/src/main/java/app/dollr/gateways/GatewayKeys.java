package app.dollr.gateways;

import app.dollr.platform.database.Database;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.Step;
import app.dollr.values.MerchantId;
import app.dollr.values.ReferenceId;
import app.dollr.wire.OperationType;
import java.util.Optional;

/**
 * Whose key is whose, for gateways that name nothing else when they call back. A key is remembered
 * in the commit that takes the payment in, before the gateway hears of it.
 */
public final class GatewayKeys {
  /**
   * What a key stands for.
   *
   * @param gateway the name of the gateway that knows the key
   */
  public record Meant(
      String gateway, MerchantId merchant, OperationType operation, ReferenceId reference) {}

  private final Database database;
  private final KeyStore store = new KeyStore();

  public GatewayKeys(Database database) {
    this.database = database;
  }

  /** What a key stands for; empty when nobody has taken it. */
  public Optional<Meant> find(GatewayKey key) {
    return database.run(store.find(key));
  }

  /** The step that remembers a key; safe to repeat. */
  Step<Done> remember(GatewayKey key, Meant meant) {
    return store.remember(key, meant);
  }
}
