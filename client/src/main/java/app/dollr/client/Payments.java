package app.dollr.client;

import app.dollr.client.internal.Call;
import app.dollr.client.internal.Target;
import app.dollr.client.internal.Transport;
import app.dollr.wire.DisputeResponse;
import app.dollr.wire.PaymentResponse;
import java.util.List;

/**
 * All movements of money of the merchant, of every kind, with their fees. An extension of this
 * server.
 */
public final class Payments {
  private final Transport transport;

  Payments(Transport transport) {
    this.transport = transport;
  }

  /** The newest 1,000. */
  public List<PaymentResponse> list() {
    return list(PaymentFilter.all());
  }

  /** The newest 1,000 that match. */
  public List<PaymentResponse> list(PaymentFilter filter) {
    return transport.run(Call.list(target(filter), PaymentResponse.class));
  }

  /** One page of those that match. */
  public List<PaymentResponse> list(PaymentFilter filter, Page page) {
    return transport.run(Call.list(page.on(target(filter)), PaymentResponse.class));
  }

  /** All that match, read as they are walked. */
  public Paged<PaymentResponse> listAll(PaymentFilter filter) {
    return new Paged<>(page -> list(filter, page), PaymentResponse::paymentIntentId);
  }

  /** The newest 1,000 disputes: payments that payers' banks have questioned. */
  public List<DisputeResponse> disputes() {
    return transport.run(Call.list(Target.of("v1", "disputes", "list"), DisputeResponse.class));
  }

  /** One page of the disputes. */
  public List<DisputeResponse> disputes(Page page) {
    var target = page.on(Target.of("v1", "disputes", "list"));
    return transport.run(Call.list(target, DisputeResponse.class));
  }

  /** All disputes, read as they are walked. */
  public Paged<DisputeResponse> allDisputes() {
    return new Paged<>(this::disputes, DisputeResponse::id);
  }

  private static Target target(PaymentFilter filter) {
    return Target.of("v1", "payments", "list")
        .with("operation_type", filter.operation())
        .with("status", filter.status())
        .with("currency", filter.currency())
        .with("created_from", filter.createdFrom())
        .with("created_before", filter.createdBefore());
  }
}
