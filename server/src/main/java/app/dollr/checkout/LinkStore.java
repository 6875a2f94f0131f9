package app.dollr.checkout;

import app.dollr.platform.database.Done;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.values.MerchantId;
import java.time.Instant;

/** All SQL of links. */
final class LinkStore {
  private static final Sql ADD =
      Sql.of(
          """
          insert into checkout.link
            (merchant_id, document_kind, document_id, mode, sealed_token, success_url, cancel_url,
             expires_at, created_at)
          values
            (:merchant, :kind, :document, :mode, :token, :success_url, :cancel_url,
             :expires, :now)
          returning id
          """);

  private static final Sql ADD_TOKEN =
      Sql.of(
          """
          insert into checkout.link_token (token_hash, merchant_id, link_id)
          values (:hash, :merchant, :link)
          """);

  /** Adds a link and answers its id; the id in {@code link} does not count. */
  Step<Long> add(MerchantId merchant, Link link, byte[] sealedToken, Instant now) {
    return ADD.with("merchant", merchant.value())
        .with("kind", link.kind())
        .with("document", link.document().value())
        .with("mode", link.mode())
        .with("token", sealedToken)
        .with("success_url", link.successUrl())
        .with("cancel_url", link.cancelUrl())
        .with("expires", link.expiresAt())
        .with("now", now)
        .only(row -> row.number("id"));
  }

  Step<Done> addToken(MerchantId merchant, long link, byte[] hash) {
    return ADD_TOKEN
        .with("merchant", merchant.value())
        .with("link", link)
        .with("hash", hash)
        .done();
  }
}
