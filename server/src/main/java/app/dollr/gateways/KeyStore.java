package app.dollr.gateways;

import app.dollr.gateways.GatewayKeys.Meant;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.values.MerchantId;
import app.dollr.values.ReferenceId;
import app.dollr.wire.OperationType;
import java.util.Optional;

/** All SQL of the keys. */
final class KeyStore {
  private static final Sql REMEMBER =
      Sql.of(
          """
          insert into gateways.key (key, gateway, merchant_id, operation, reference_id)
          values (:key, :gateway, :merchant, :operation, :reference)
          on conflict on constraint key_pkey do nothing
          """);

  private static final Sql FIND = Sql.of("select * from gateways.key where key = :key");

  Step<Done> remember(GatewayKey key, Meant meant) {
    return REMEMBER
        .with("key", key.value())
        .with("gateway", meant.gateway())
        .with("merchant", meant.merchant().value())
        .with("operation", meant.operation())
        .with("reference", meant.reference().value())
        .done();
  }

  Step<Optional<Meant>> find(GatewayKey key) {
    return FIND.with("key", key.value())
        .first(row ->
            new Meant(
                row.text("gateway"),
                new MerchantId(row.number("merchant_id")),
                row.word("operation", OperationType.class),
                new ReferenceId(row.uuid("reference_id"))));
  }
}
