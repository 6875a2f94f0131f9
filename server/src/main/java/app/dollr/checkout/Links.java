package app.dollr.checkout;

import app.dollr.documents.Document;
import app.dollr.documents.DocumentKind;
import app.dollr.documents.DocumentRef;
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
public final class Links {
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

  /** A link somebody has followed, and the document it leads to. */
  public record Followed(Link link, DocumentRef document) {}

  /** The link with this token, whosever it is: who knows the token may follow it. */
  public Optional<Followed> follow(Secret token) {
    return database.run(store.find(Hashes.sha256(token.reveal()), this::opened));
  }

  /** Adds a link with a new token. */
  Link add(MerchantId merchant, Wish wish) {
    return addUnlessThere(merchant, wish)
        .orElseThrow(() -> new IllegalStateException("there is a %s link".formatted(wish.mode())));
  }

  /** The only link of this kind to a document; made when it is first asked for. */
  Link only(MerchantId merchant, Document document, CheckoutMode mode) {
    var find =
        store.findOf(merchant, document.id(), mode, this::opened).map(f -> f.map(Followed::link));
    var wish =
        new Wish(
            document.kind(),
            document.id(),
            mode,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return database
        .run(find)
        .or(() -> addUnlessThere(merchant, wish))
        .orElseGet(() -> database.run(find).orElseThrow());
  }

  private Optional<Link> addUnlessThere(MerchantId merchant, Wish wish) {
    var token = Secret.of(TEXT.encodeToString(Randomness.bytes(TOKEN_BYTES)));
    return database.inTransaction(transaction -> {
      var link = link(0, wish, token);
      var id = transaction.run(store.add(merchant, link, sealed(token), clock.instant()));
      id.ifPresent(
          known -> transaction.run(store.addToken(merchant, known, Hashes.sha256(token.reveal()))));
      return id.map(known -> link(known, wish, token));
    });
  }

  private byte[] sealed(Secret token) {
    return vault.seal(PURPOSE, token.reveal().getBytes(StandardCharsets.UTF_8));
  }

  private Secret opened(byte[] sealed) {
    return Secret.of(new String(vault.open(PURPOSE, sealed), StandardCharsets.UTF_8));
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
