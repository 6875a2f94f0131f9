package app.dollr.checkout;

import app.dollr.documents.DocumentKind;
import app.dollr.platform.database.Database;
import app.dollr.platform.random.Randomness;
import app.dollr.platform.secrets.Hashes;
import app.dollr.platform.secrets.Vault;
import app.dollr.values.DocumentId;
import app.dollr.values.MerchantId;
import app.dollr.values.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** The links by which documents are paid. Their tokens are found by hash, and lie sealed. */
final class Links {
  private static final String PURPOSE = "checkout.link";
  private static final int TOKEN_BYTES = 24;
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final Database database;
  private final LinkStore store = new LinkStore();
  private final Vault vault;
  private final Clock clock;

  Links(Database database, Vault vault, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * What a link is made of.
   *
   * @param expiresAt until when the page lets pay
   */
  record Wish(
      DocumentKind kind,
      DocumentId document,
      CheckoutMode mode,
      Optional<String> successUrl,
      Optional<String> cancelUrl,
      Optional<Instant> expiresAt) {}

  /** Adds a link with a new token. */
  Link add(MerchantId merchant, Wish wish) {
    var token = Secret.of(TEXT.encodeToString(Randomness.bytes(TOKEN_BYTES)));
    return database.inTransaction(transaction -> {
      var link = link(0, wish, token);
      long id = transaction.run(store.add(merchant, link, sealed(token), clock.instant()));
      transaction.run(store.addToken(merchant, id, Hashes.sha256(token.reveal())));
      return link(id, wish, token);
    });
  }

  private byte[] sealed(Secret token) {
    return vault.seal(PURPOSE, token.reveal().getBytes(StandardCharsets.UTF_8));
  }

  private static Link link(long id, Wish wish, Secret token) {
    return new Link(
        id,
        wish.kind(),
        wish.document(),
        wish.mode(),
        token,
        wish.successUrl(),
        wish.cancelUrl(),
        wish.expiresAt());
  }
}
