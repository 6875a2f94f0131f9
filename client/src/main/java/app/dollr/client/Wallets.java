package app.dollr.client;

import app.dollr.client.internal.Call;
import app.dollr.client.internal.Target;
import app.dollr.client.internal.Transport;
import app.dollr.wire.StatementEntryResponse;
import app.dollr.wire.WalletResponse;
import java.util.List;

/**
 * What the merchant has: one wallet for each currency, and those of its parties. An extension of
 * this server.
 */
public final class Wallets {
  private final Transport transport;

  Wallets(Transport transport) {
    this.transport = transport;
  }

  /** The merchant's own. */
  public List<WalletResponse> list() {
    return transport.run(Call.list(target("list"), WalletResponse.class));
  }

  /** Those of one party, whom transfers have reached; none for a party that has got nothing. */
  public List<WalletResponse> listOfParty(long partyId) {
    return transport.run(Call.list(target("list").with("party_id", partyId), WalletResponse.class));
  }

  /**
   * One wallet.
   *
   * @throws NotFoundException when the merchant has no such wallet
   */
  public WalletResponse retrieve(long id) {
    return transport.run(Call.get(target(id), WalletResponse.class));
  }

  /**
   * The newest 1,000 movements of a wallet.
   *
   * @throws NotFoundException when the merchant has no such wallet
   */
  public List<StatementEntryResponse> statement(long id) {
    return transport.run(Call.list(target(id, "statement"), StatementEntryResponse.class));
  }

  /** One page of a wallet's movements. */
  public List<StatementEntryResponse> statement(long id, Page page) {
    return transport.run(Call.list(page.on(target(id, "statement")), StatementEntryResponse.class));
  }

  /** All movements of a wallet, read as they are walked. */
  public Paged<StatementEntryResponse> statementAll(long id) {
    return new Paged<>(page -> statement(id, page), StatementEntryResponse::id);
  }

  /**
   * The newest 1,000 movements of a wallet as comma-separated values with a heading, lines ending
   * in CR LF.
   *
   * @throws NotFoundException when the merchant has no such wallet
   */
  public String statementCsv(long id) {
    return transport.run(Call.text(csv(id)));
  }

  /** One page of a wallet's movements as comma-separated values with a heading. */
  public String statementCsv(long id, Page page) {
    return transport.run(Call.text(page.on(csv(id))));
  }

  private static Target csv(long id) {
    return target(id, "statement").with("format", "CSV");
  }

  private static Target target(Object... rest) {
    Object[] segments = new Object[rest.length + 2];
    segments[0] = "v1";
    segments[1] = "wallets";
    System.arraycopy(rest, 0, segments, 2, rest.length);
    return Target.of(segments);
  }
}
