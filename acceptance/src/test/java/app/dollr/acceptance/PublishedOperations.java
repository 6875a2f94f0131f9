package app.dollr.acceptance;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The operations of the Dollr Open API v1. */
final class PublishedOperations {
  /** All 59, in the order of the published document. */
  static final List<String> ALL =
      List.of(
          "POST /{version}/jwt/client/obtain/token",
          "POST /{version}/parties/create",
          "GET /{version}/parties/list",
          "GET /{version}/parties/retrieve/{id}",
          "POST /{version}/counterparties/create",
          "GET /{version}/counterparties/list",
          "GET /{version}/counterparties/retrieve/{id}",
          "PUT /{version}/counterparties/update/{id}",
          "POST /{version}/invoices/create",
          "GET /{version}/invoices/list",
          "GET /{version}/invoices/retrieve/{id}",
          "GET /{version}/invoices/retrieve/number/{invoice_number}",
          "GET /{version}/invoices/receipt/{id}",
          "GET /{version}/invoices/receipt/number/{invoice_number}",
          "PUT /{version}/invoices/update/{id}",
          "PUT /{version}/invoices/publish/{id}",
          "DELETE /{version}/invoices/cancel/{id}",
          "POST /{version}/invoices/{invoice_id}/items/add",
          "PUT /{version}/invoices/{invoice_id}/items/{id}/update",
          "DELETE /{version}/invoices/{invoice_id}/items/{id}/remove",
          "POST /{version}/orders/create",
          "GET /{version}/orders/list",
          "GET /{version}/orders/retrieve/{id}",
          "GET /{version}/orders/retrieve/number/{order_number}",
          "GET /{version}/orders/receipt/{id}",
          "GET /{version}/orders/receipt/number/{order_number}",
          "PUT /{version}/orders/update/{id}",
          "PUT /{version}/orders/publish/{id}",
          "DELETE /{version}/orders/cancel/{id}",
          "POST /{version}/orders/{order_id}/items/add",
          "PUT /{version}/orders/{order_id}/items/{id}/update",
          "DELETE /{version}/orders/{order_id}/items/{id}/remove",
          "POST /{version}/checkouts/create",
          "POST /{version}/sessions/checkout",
          "POST /{version}/sessions/payout",
          "POST /{version}/sessions/transfer",
          "POST /{version}/sessions/refund",
          "POST /{version}/executions/collection",
          "POST /{version}/executions/payout",
          "POST /{version}/executions/transfer",
          "POST /{version}/executions/refund",
          "GET /{version}/status/collection/{reference_id}",
          "GET /{version}/status/payout/{reference_id}",
          "GET /{version}/status/transfer/{reference_id}",
          "GET /{version}/status/refund/{reference_id}",
          "GET /{version}/status/source",
          "POST /{version}/payment-accounts/create",
          "GET /{version}/links/pay",
          "GET /{version}/links/receipt",
          "GET /{version}/predictions/amount-and-fees",
          "GET /{version}/predictions/payment-source/amount-and-fees",
          "GET /{version}/predictions/mmo-provider-info",
          "GET /{version}/predictions/card-provider-info",
          "GET /{version}/fees/gateway",
          "GET /{version}/fees/platform",
          "GET /{version}/fees/merchant-tier",
          "GET /{version}/fees/tiers",
          "GET /{version}/merchants/merchant-info",
          "POST /{version}/realtime-keys/collection");

  /** Those that are not served yet, and the work that brings them: take it out when it does. */
  static final Map<String, String> TO_COME = Map.of();

  /** Those that are served in live only, by the gateway that calls them. */
  static final Set<String> OF_LIVE = Set.of("POST /callbacks/pawapay");

  private PublishedOperations() {}
}
