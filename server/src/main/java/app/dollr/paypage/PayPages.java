package app.dollr.paypage;

import app.dollr.accounts.Accounts;
import app.dollr.checkout.Checkout;
import app.dollr.documents.Documents;
import app.dollr.executions.Executions;
import app.dollr.fees.Fees;
import app.dollr.gateways.Gateways;
import app.dollr.merchants.Merchants;
import app.dollr.parties.Parties;
import app.dollr.platform.events.EventFeed;
import app.dollr.platform.http.Resource;
import app.dollr.platform.secrets.Vault;
import app.dollr.routing.Routing;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The pages of payers. */
public final class PayPages implements AutoCloseable {
  /** The rooms that pages show, and pay through. */
  public record Rooms(
      Merchants merchants,
      Parties parties,
      Routing routing,
      Fees fees,
      Accounts accounts,
      Documents documents,
      Checkout checkout,
      Executions executions,
      Gateways gateways) {}

  private final Live live;
  private final List<Resource> resources;

  /**
   * @param sandbox whether pages say that no real money moves
   * @param cardForm where payers enter a card, if they can
   */
  public PayPages(
      Rooms rooms,
      EventFeed feed,
      Vault vault,
      boolean sandbox,
      Optional<CardForm> cardForm,
      Clock clock) {
    this.live = new Live(feed);
    var visits =
        new Visits(
            rooms.checkout().links(),
            rooms.documents(),
            rooms.executions(),
            rooms.merchants(),
            new Languages(method -> rooms.routing().rail(method).prompt()),
            sandbox,
            clock);
    var assets = new Assets();
    var pages = new Pages(assets, visits, cardForm);
    var payer = new Payer(rooms.parties(), rooms.accounts(), rooms.checkout(), rooms.executions());
    var choices =
        new Choices(rooms.routing(), rooms.fees(), rooms.gateways(), cardForm.isPresent());
    this.resources =
        List.of(
            assets,
            new PayResource(visits, choices, payer, new Seals(vault), pages, live, clock),
            new BrandResource(visits, pages),
            new ReceiptResource(visits, rooms, pages));
  }

  /** The routes of this room. */
  public List<Resource> resources() {
    return resources;
  }

  /** Lets go of the pages that wait, so that the program can end. */
  @Override
  public void close() {
    live.close();
  }
}
