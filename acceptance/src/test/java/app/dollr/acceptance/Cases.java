package app.dollr.acceptance;

import app.dollr.acceptance.Contract.Operation;
import java.util.Optional;
import java.util.UUID;

/**
 * For each operation a request that succeeds: the document's example, with the ids of a world. A
 * new operation needs a case here; the tests of bad input, isolation and fuzz then take it along.
 */
final class Cases {
  private Cases() {}

  /** A request that will be answered with 200 (or the redirect that the document promises). */
  static WireRequest success(World world, Operation operation) {
    return find(world, operation)
        .orElseThrow(() ->
            new AssertionError(
                "%s has no case: add one to Cases, with every id it takes"
                    .formatted(operation.name())));
  }

  private static Optional<WireRequest> find(World world, Operation operation) {
    var request = WireRequest.example(operation);
    return Optional.ofNullable(
        switch (operation.name().replace("/{version}", "")) {
          case "GET /",
              "GET /docs",
              "GET /docs/{file}",
              "GET /openapi.json",
              "GET /health",
              "GET /health/live",
              "GET /health/ready",
              "GET /fees/tiers",
              "GET /fees/gateway",
              "GET /fees/platform",
              "GET /predictions/mmo-provider-info",
              "GET /predictions/card-provider-info",
              "GET /sandbox/stripe.js",
              "GET /sandbox/stripe/challenge",
              "GET /sandbox/stripe/challenge.js",
              "GET /sandbox/stripe/challenge.css",
              "POST /sandbox/stripe/v1/payment_methods",
              "OPTIONS /sandbox/stripe/v1/payment_methods",
              "OPTIONS /sandbox/stripe/v1/payment_intents/{id}",
              "OPTIONS /sandbox/stripe/v1/payment_intents/{id}/confirm",
              "POST /parties/create" ->
              request;
          case "POST /jwt/client/obtain/token" ->
              request
                  .body("/client_id", world.merchant().clientId())
                  .body("/client_secret", world.merchant().clientSecret());
          case "GET /parties/list" -> request.query("starting_after", world.party());
          case "GET /parties/retrieve/{id}" -> request.path("id", world.party());
          case "POST /counterparties/create" -> request.body("/party_id", world.party());
          case "GET /counterparties/list" -> request.query("starting_after", world.counterparty());
          case "GET /counterparties/retrieve/{id}" -> request.path("id", world.counterparty());
          case "PUT /counterparties/update/{id}" ->
              request.path("id", world.counterparty()).body("/party_id", world.party());
          case "POST /checkouts/create" -> checkout(world, request);
          case "POST /sessions/checkout" -> request.body("/source_id", world.active("invoices"));
          case "POST /sessions/payout" ->
              request
                  .body("/payout_account_id", world.payoutAccount())
                  .body("/wallet_id", world.wallet());
          case "POST /sessions/transfer" ->
              request
                  .body("/from_wallet_id", world.wallet())
                  .body("/to_counterparty_id", world.counterparty())
                  .body("/expires_at", world.soon());
          case "POST /sessions/refund" ->
              request
                  .body("/original_payment_intent_id", world.payment())
                  .body("/expires_at", world.soon());
          case "POST /executions/collection" ->
              named(request)
                  .body(
                      "/session_id", text(world.checkoutSession("orders", world.active("orders"))))
                  .body("/payment_account_id", text(world.account()));
          case "POST /executions/payout" -> payout(world, request);
          case "POST /executions/transfer" ->
              named(request).body("/session_id", text(world.transferSession()));
          case "POST /executions/refund" ->
              named(request).body("/session_id", text(world.refundSession()));
          case "GET /status/collection/{reference_id}" ->
              request.path("reference_id", world.collected());
          case "GET /status/payout/{reference_id}" -> request.path("reference_id", world.paidOut());
          case "GET /status/transfer/{reference_id}" ->
              request.path("reference_id", world.transferred());
          case "GET /status/refund/{reference_id}" ->
              request.path("reference_id", world.refunded());
          case "GET /status/source", "GET /predictions/payment-source/amount-and-fees" ->
              request.query("source_id", world.active("invoices"));
          case "POST /payment-accounts/create" -> request.body("/party_id", world.party());
          case "GET /predictions/amount-and-fees", "GET /fees/merchant-tier" ->
              request
                  .query("owner_type", world.merchant().type())
                  .query("owner_id", world.merchant().id());
          case "GET /merchants/merchant-info" ->
              request
                  .query("merchant_type", world.merchant().type())
                  .query("merchant_id", world.merchant().id());
          case "GET /wallets/list" -> request.query("party_id", world.partyWithWallet());
          case "GET /wallets/{id}" -> request.path("id", world.wallet());
          case "GET /wallets/{id}/statement" ->
              request.path("id", world.wallet()).query("starting_after", world.statementEntry());
          case "GET /disputes/list" -> request.query("starting_after", world.dispute());
          case "GET /payments/list" -> request.query("starting_after", world.payment());
          case "GET /sandbox/stripe/v1/payment_intents/{id}" -> {
            var secret = world.cardSecret();
            yield request.path("id", CardFlow.id(secret)).query("client_secret", secret);
          }
          case "POST /sandbox/stripe/v1/payment_intents/{id}/confirm" -> {
            var secret = world.cardSecret();
            yield request.path("id", CardFlow.id(secret)).body("/client_secret", secret);
          }
          case "GET /links/pay" ->
              request.query("source_number", world.number("invoices", world.active("invoices")));
          case "GET /links/receipt" ->
              request.query("source_number", world.number("invoices", world.paid("invoices")));
          case "POST /realtime-keys/collection" ->
              named(request)
                  .body("/session_id", world.checkoutSession("invoices", world.active("invoices")));
          case "GET /request-logs/list" -> request.query("after", 0);
          default -> news(world, request).orElseGet(() -> document(world, request));
        });
  }

  /** Events, and who is sent them. */
  private static Optional<WireRequest> news(World world, WireRequest request) {
    return Optional.ofNullable(
        switch (request.operation().name().replace("/{version}", "")) {
          case "GET /events/list" -> request.query("starting_after", world.event());
          case "GET /events/resent/list" -> {
            world.resent();
            yield request.query("after", 0);
          }
          case "GET /events/{id}", "POST /events/resend/{id}" -> request.path("id", world.event());
          case "POST /webhooks/create" -> request.body("/url", World.RECEIVER);
          case "GET /webhooks/list" -> request.query("starting_after", world.endpoint());
          case "PUT /webhooks/update/{id}" ->
              request.path("id", world.endpoint()).body("/url", World.RECEIVER);
          case "GET /webhooks/retrieve/{id}",
              "DELETE /webhooks/delete/{id}",
              "POST /webhooks/rotate-secret/{id}",
              "POST /webhooks/ping/{id}",
              "POST /webhooks/replay/{id}" ->
              request.path("id", world.endpoint());
          case "GET /webhooks/deliveries/list" -> request.query("starting_after", world.delivery());
          case "GET /webhooks/deliveries/retrieve/{id}", "POST /webhooks/deliveries/replay/{id}" ->
              request.path("id", world.delivery());
          default -> null;
        });
  }

  /** Invoices and orders, which are one thing in two kinds. */
  private static WireRequest document(World world, WireRequest request) {
    var name = request.operation().name().replace("/{version}", "");
    var kind = name.split("/", -1)[1];
    if (!kind.equals("invoices") && !kind.equals("orders")) {
      return null;
    }
    var one = kind.substring(0, kind.length() - 1);
    return switch (name.replace(kind, "documents").replace(one, "document")) {
      case "POST /documents/create" -> request.body("/counterparty_id", world.counterparty());
      case "GET /documents/list" -> request.query("starting_after", world.idle(kind));
      case "GET /documents/retrieve/{id}", "DELETE /documents/cancel/{id}" ->
          request.path("id", world.active(kind));
      case "GET /documents/retrieve/number/{document_number}" ->
          request.path(one + "_number", world.number(kind, world.active(kind)));
      case "GET /documents/receipt/{id}" -> request.path("id", world.paid(kind));
      case "GET /documents/receipt/number/{document_number}" ->
          request.path(one + "_number", world.number(kind, world.paid(kind)));
      case "PUT /documents/update/{id}" -> request.path("id", world.idle(kind));
      case "PUT /documents/publish/{id}" -> request.path("id", world.filled(kind));
      case "POST /documents/{document_id}/items/add" -> request.path(one + "_id", world.idle(kind));
      case "PUT /documents/{document_id}/items/{id}/update",
          "DELETE /documents/{document_id}/items/{id}/remove" -> {
        long document = world.idle(kind);
        yield request.path(one + "_id", document).path("id", world.line(kind, document));
      }
      default -> null;
    };
  }

  private static WireRequest checkout(World world, WireRequest request) {
    return request.body("/counterparty_id", world.counterparty());
  }

  private static WireRequest payout(World world, WireRequest request) {
    long account = world.payoutAccount();
    return named(request)
        .body("/session_id", text(world.payoutSession(account)))
        .body("/payout_account_id", text(account))
        .body("/passcode/token/code", world.merchant().passcode());
  }

  private static WireRequest named(WireRequest request) {
    return request.body("/reference_id", UUID.randomUUID().toString());
  }

  private static String text(long id) {
    return Long.toString(id);
  }
}
