package app.dollr.checkout;

import app.dollr.documents.DocumentKind;
import app.dollr.documents.DocumentRef;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.Row;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.values.DocumentId;
import app.dollr.values.MerchantId;
import app.dollr.values.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

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
          on conflict (merchant_id, document_id, mode) where mode in ('LINK', 'RECEIPT') do nothing
          returning id
          """);

  private static final Sql ADD_TOKEN =
      Sql.of(
          """
          insert into checkout.link_token (token_hash, merchant_id, link_id)
          values (:hash, :merchant, :link)
          """);

  private static final Sql FIND =
      Sql.of(
          """
          select link.*
          from checkout.link_token token
          join checkout.link on link.merchant_id = token.merchant_id and link.id = token.link_id
          where token.token_hash = :hash
          """);

  private static final Sql FIND_OF =
      Sql.of(
          """
          select * from checkout.link
          where merchant_id = :merchant and document_id = :document and mode = :mode
          """);

  /**
   * Adds a link and answers its id; the id in {@code link} does not count. Nothing, when there can
   * be only one and there is.
   */
  Step<Optional<Long>> add(MerchantId merchant, Link link, byte[] sealedToken, Instant now) {
    return ADD.with("merchant", merchant.value())
        .with("kind", link.kind())
        .with("document", link.document().value())
        .with("mode", link.mode())
        .with("token", sealedToken)
        .with("success_url", link.successUrl())
        .with("cancel_url", link.cancelUrl())
        .with("expires", link.expiresAt())
        .with("now", now)
        .first(row -> row.number("id"));
  }

  Step<Done> addToken(MerchantId merchant, long link, byte[] hash) {
    return ADD_TOKEN
        .with("merchant", merchant.value())
        .with("link", link)
        .with("hash", hash)
        .done();
  }

  /**
   * @param open what makes a token of a sealed one
   */
  Step<Optional<Links.Followed>> find(byte[] hash, Function<byte[], Secret> open) {
    return FIND.with("hash", hash).first(row -> followed(row, open));
  }

  Step<Optional<Links.Followed>> findOf(
      MerchantId merchant, DocumentId document, CheckoutMode mode, Function<byte[], Secret> open) {
    return FIND_OF
        .with("merchant", merchant.value())
        .with("document", document.value())
        .with("mode", mode)
        .first(row -> followed(row, open));
  }

  private static Links.Followed followed(Row row, Function<byte[], Secret> open) {
    var link =
        new Link(
            row.number("id"),
            row.word("document_kind", DocumentKind.class),
            new DocumentId(row.number("document_id")),
            row.word("mode", CheckoutMode.class),
            open.apply(row.bytes("sealed_token")),
            row.optionalText("success_url"),
            row.optionalText("cancel_url"),
            row.optionalMoment("expires_at"));
    var merchant = new MerchantId(row.number("merchant_id"));
    return new Links.Followed(link, new DocumentRef(merchant, link.kind(), link.document()));
  }
}
