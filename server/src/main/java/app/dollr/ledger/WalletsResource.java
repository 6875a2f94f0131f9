package app.dollr.ledger;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Paging;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.platform.http.WireTime;
import app.dollr.values.ExecutionId;
import app.dollr.values.MerchantId;
import app.dollr.values.PartyId;
import app.dollr.values.WalletId;
import app.dollr.wire.StatementEntryResponse;
import app.dollr.wire.WalletResponse;
import java.util.function.BiPredicate;

/** The calls about wallets, which Dollr does not have. */
final class WalletsResource implements Resource {
  private enum Format {
    JSON,
    CSV
  }

  private final Ledger ledger;
  private final BiPredicate<MerchantId, PartyId> isParty;

  WalletsResource(Ledger ledger, BiPredicate<MerchantId, PartyId> isParty) {
    this.ledger = ledger;
    this.isParty = isParty;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get("/{version}/wallets/list", this::list)
        .get("/{version}/wallets/{id}", this::show)
        .get("/{version}/wallets/{id}/statement", this::statement);
  }

  private Answer list(Call call) {
    var query = call.query();
    var party = query.optional("party_id").id().map(PartyId::new);
    query.check();
    if (!party.optional().map(id -> isParty.test(call.caller().merchant(), id)).orElse(true)) {
      throw Refused.query("party_id", ErrorCode.PARTY_UNKNOWN);
    }
    var wallets = ledger.wallets(call.caller().merchant(), party.optional());
    return Answer.json(wallets.stream().map(WalletsResource::wire).toList());
  }

  private Answer show(Call call) {
    return Answer.json(wire(wallet(call)));
  }

  private Answer statement(Call call) {
    var query = call.query();
    var paging = Paging.read(query);
    var format = query.optional("format").word(Format.class);
    query.check();
    var wallet = wallet(call);
    var page = ledger.statement(call.caller().merchant(), wallet, paging.get());
    return switch (format.orElse(Format.JSON)) {
      case JSON -> paging.get().answer(call, page, WalletsResource::wire, e -> e.journal().value());
      case CSV ->
          paging
              .get()
              .headers(
                  call,
                  page,
                  StatementCsv.answer(wallet, page, paging.get()),
                  e -> e.journal().value());
    };
  }

  private Wallet wallet(Call call) {
    return ledger
        .find(call.caller().merchant(), new WalletId(call.pathId("id")))
        .orElseThrow(() -> Refused.of(ErrorCode.NOT_FOUND));
  }

  private static WalletResponse wire(Wallet wallet) {
    return new WalletResponse(
        wallet.id().value(),
        wallet.party().map(PartyId::value).orElse(null),
        wallet.currency().code(),
        wallet.available().amount(),
        wallet.reserved().amount(),
        wallet.status().name(),
        WireTime.of(wallet.createdAt()),
        WireTime.of(wallet.updatedAt()));
  }

  private static StatementEntryResponse wire(Entry entry) {
    return new StatementEntryResponse(
        entry.journal().value(),
        entry.kind().name(),
        entry.execution().map(ExecutionId::value).orElse(null),
        entry.available().currency().code(),
        entry.available().amount(),
        entry.reserved().amount(),
        entry.balance().amount(),
        WireTime.of(entry.createdAt()));
  }
}
