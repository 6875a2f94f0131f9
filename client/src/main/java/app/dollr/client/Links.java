package app.dollr.client;

import app.dollr.client.internal.Call;
import app.dollr.client.internal.Target;
import app.dollr.client.internal.Transport;
import app.dollr.wire.LinkResponse;
import app.dollr.wire.SourceType;

/** Pages of documents that are there already. Asked twice, the answer is the same. */
public final class Links {
  private final Transport transport;

  Links(Transport transport) {
    this.transport = transport;
  }

  /**
   * Where a document that was published with {@code as_payment_link} is paid.
   *
   * @param number such as {@code INV-2026-00042}
   * @throws PermissionException when the merchant is not verified
   * @throws InvalidRequestException {@code value_error.source.no_payment_link}, {@code
   *     value_error.source.not_active}, or the merchant has no such document
   */
  public LinkResponse pay(SourceType type, String number) {
    return link("pay", type, number);
  }

  /**
   * Where the receipt of a paid document is.
   *
   * @param number such as {@code INV-2026-00042}
   * @throws InvalidRequestException {@code value_error.source.not_paid}, or the merchant has no
   *     such document
   */
  public LinkResponse receipt(SourceType type, String number) {
    return link("receipt", type, number);
  }

  private LinkResponse link(String page, SourceType type, String number) {
    var target =
        Target.of("v1", "links", page).with("source_type", type).with("source_number", number);
    return transport.run(Call.get(target, LinkResponse.class));
  }
}
