package app.dollr.ledger;

import app.dollr.platform.database.Done;
import app.dollr.platform.database.Row;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.platform.http.Paging;
import app.dollr.values.CurrencyCode;
import app.dollr.values.ExecutionId;
import app.dollr.values.JournalId;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.PartyId;
import app.dollr.values.WalletId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All SQL of the ledger's wallets and journals. */
final class LedgerStore {
  /** The increment of the sequence of journal ids. */
  static final int ID_BLOCK = 32;

  private static final Sql NEXT_IDS = Sql.of("select nextval('ledger.journal_id') as first");

  private static final Sql RECORD =
      Sql.each(
          """
          merchant bigint, id bigint, kind text, execution bigint, wallet bigint,
          party_wallet bigint, gateway text, froms text[], tos text[], currencies text[],
          amounts bigint[], credited bigint[], credits bigint[], now timestamptz
          """,
          """
          with recorded as (
            insert into ledger.journal
              (merchant_id, id, kind, execution_id, wallet_id, party_wallet_id, gateway,
               from_accounts, to_accounts, currencies, amounts_minor, created_at)
            select merchant, id, kind, execution, wallet, party_wallet, gateway,
              froms::ledger.account[], tos::ledger.account[], currencies, amounts, now
            from given)
          insert into ledger.unfolded (merchant_id, wallet_id, journal_id, amount_minor)
          select given.merchant, credit.wallet_id, given.id, credit.amount_minor
          from given
          cross join lateral unnest(given.credited, given.credits)
            as credit (wallet_id, amount_minor)
          """);

  private static final Sql LOCK =
      Sql.of(
          """
          select id from ledger.wallet
          where merchant_id = :merchant and id = :wallet
          for no key update
          """);

  private static final Sql TAKE =
      Sql.of(
          """
          with folded as (
            delete from ledger.unfolded
            where merchant_id = :merchant and wallet_id = :wallet
            returning amount_minor),
          taken as (
            update ledger.wallet
            set available_minor = available_minor - :available
                + coalesce((select sum(amount_minor) from folded), 0)::bigint,
              reserved_minor = reserved_minor - :reserved,
              updated_at = :now
            where merchant_id = :merchant and id = :wallet
              and (status = 'ACTIVE' or :available <= 0)
              and available_minor - :available
                + coalesce((select sum(amount_minor) from folded), 0) >= 0
            returning 1)
          select platform.refuse_unless(exists (select from taken), 'ledger.insufficient')
          """);

  private static final Sql FOLD =
      Sql.of(
          """
          with folded as (
            delete from ledger.unfolded
            where merchant_id = :merchant and wallet_id = :wallet
            returning amount_minor)
          update ledger.wallet
          set available_minor = available_minor + (select sum(amount_minor) from folded)::bigint,
            updated_at = :now
          where merchant_id = :merchant and id = :wallet and exists (select from folded)
          """);

  private static final Sql FOLDABLE =
      Sql.of(
          """
          select merchant_id, wallet_id
          from ledger.unfolded
          group by merchant_id, wallet_id
          having count(*) >= :least
          order by count(*) desc
          limit :most
          """);

  private static final Sql MAKE_WALLET =
      Sql.of(
          """
          insert into ledger.wallet
            (merchant_id, party_id, currency, available_minor, reserved_minor, status, created_at,
             updated_at)
          values (:merchant, :party, :currency, 0, 0, 'ACTIVE', :now, :now)
          on conflict on constraint wallet_once do nothing
          """);

  private static final Sql WALLETS =
      Sql.of(
          """
          select w.*, w.available_minor + coalesce((
              select sum(u.amount_minor) from ledger.unfolded u
              where u.merchant_id = w.merchant_id and u.wallet_id = w.id), 0)::bigint as balance
          from ledger.wallet w
          where w.merchant_id = :merchant and w.party_id is not distinct from :party
          order by w.id
          """);

  private static final Sql WALLET_BY_ID =
      Sql.of(
          """
          select w.*, w.available_minor + coalesce((
              select sum(u.amount_minor) from ledger.unfolded u
              where u.merchant_id = w.merchant_id and u.wallet_id = w.id), 0)::bigint as balance
          from ledger.wallet w
          where w.merchant_id = :merchant and w.id = :wallet
          """);

  private static final Sql OWED =
      Sql.of(
          """
          select currency,
            sum(case when from_account = 'GATEWAY_CLEARING' then amount_minor
              else -amount_minor end)::bigint as owed_minor
          from ledger.posting
          where gateway = :gateway
            and (from_account = 'GATEWAY_CLEARING' or to_account = 'GATEWAY_CLEARING')
          group by currency
          order by currency
          """);

  private static final Sql STATEMENT = Sql.of(statement("wallet_id", "WALLET"));

  private static final Sql PARTY_STATEMENT = Sql.of(statement("party_wallet_id", "PARTY_WALLET"));

  private static final Sql COUNT_STATEMENT =
      Sql.of(
          """
          select count(*) as total from ledger.journal
          where merchant_id = :merchant and (wallet_id = :wallet or party_wallet_id = :wallet)
          """);

  private static final Sql TOUCHES =
      Sql.of(
          """
          select exists (
            select from ledger.journal
            where merchant_id = :merchant and id = :journal
              and (wallet_id = :wallet or party_wallet_id = :wallet)) as touches
          """);

  /**
   * The statement of a wallet, the newest line first. The balance after the newest is what the
   * wallet has now; going back, each line's change is taken off it.
   */
  private static String statement(String walletColumn, String account) {
    return """
    with entry as (
      select j.id, j.kind, j.execution_id, j.created_at,
        coalesce((
          select sum(case when p.to_account = '$account' then p.amount_minor else 0 end)
            - sum(case when p.from_account = '$account' then p.amount_minor else 0 end)
          from unnest(j.from_accounts, j.to_accounts, j.amounts_minor)
            as p (from_account, to_account, amount_minor)), 0)::bigint as available,
        coalesce((
          select sum(case when p.to_account = 'RESERVED' then p.amount_minor else 0 end)
            - sum(case when p.from_account = 'RESERVED' then p.amount_minor else 0 end)
          from unnest(j.from_accounts, j.to_accounts, j.amounts_minor)
            as p (from_account, to_account, amount_minor)), 0)::bigint as reserved
      from ledger.journal j
      where j.merchant_id = :merchant and j.$wallet = :wallet),
    standing as (
      select w.available_minor + coalesce((
          select sum(u.amount_minor) from ledger.unfolded u
          where u.merchant_id = w.merchant_id and u.wallet_id = w.id), 0)::bigint as balance
      from ledger.wallet w
      where w.merchant_id = :merchant and w.id = :wallet),
    newer as (
      select coalesce(sum(available), 0)::bigint as total from entry where id >= :before),
    page as (
      select * from entry where id < :before order by id desc limit :limit)
    select page.*,
      standing.balance - newer.total - coalesce(sum(page.available) over (
        order by page.id desc rows between unbounded preceding and 1 preceding), 0)::bigint
        as balance
    from page, standing, newer
    order by page.id desc
    """
        .replace("$wallet", walletColumn)
        .replace("$account", account);
  }

  Step<Long> nextIds() {
    return NEXT_IDS.bare().only(row -> row.number("first"));
  }

  /** Adds a journal; of the wallets it credits, those in {@code unfolded} get their row there. */
  Step<Done> record(Journal journal, List<Credit> unfolded) {
    return RECORD
        .with("merchant", journal.merchant().value())
        .with("id", journal.id().value())
        .with("kind", journal.kind())
        .with("execution", journal.execution().map(ExecutionId::value))
        .with("wallet", journal.wallet().map(WalletId::value))
        .with("party_wallet", journal.partyWallet().map(WalletId::value))
        .with("gateway", journal.gateway())
        .with("froms", texts(journal, posting -> posting.from().name()))
        .with("tos", texts(journal, posting -> posting.to().name()))
        .with("currencies", texts(journal, posting -> posting.amount().currency().code()))
        .with(
            "amounts",
            journal.postings().stream().map(p -> p.amount().minorUnits()).toArray(Long[]::new))
        .with("credited", unfolded.stream().map(c -> c.wallet().value()).toArray(Long[]::new))
        .with("credits", unfolded.stream().map(c -> c.amount().minorUnits()).toArray(Long[]::new))
        .with("now", journal.createdAt())
        .done();
  }

  /** A credit to a wallet. */
  record Credit(WalletId wallet, Money amount) {}

  /** Takes hold of a wallet; the statements after it see all that was credited before. */
  Step<Done> lock(MerchantId merchant, WalletId wallet) {
    return LOCK.with("merchant", merchant.value()).with("wallet", wallet.value()).done();
  }

  /**
   * Folds a wallet and takes from it; what is negative is given. Guarded by {@code
   * ledger.insufficient}.
   */
  Step<Done> take(
      MerchantId merchant, WalletId wallet, long availableMinor, long reservedMinor, Instant now) {
    return TAKE.with("merchant", merchant.value())
        .with("wallet", wallet.value())
        .with("available", availableMinor)
        .with("reserved", reservedMinor)
        .with("now", now)
        .done();
  }

  Step<Integer> fold(MerchantId merchant, WalletId wallet, Instant now) {
    return FOLD.with("merchant", merchant.value())
        .with("wallet", wallet.value())
        .with("now", now)
        .count();
  }

  /** A wallet with credits to fold. */
  record Foldable(MerchantId merchant, WalletId wallet) {}

  Step<List<Foldable>> foldable(int least, int most) {
    return FOLDABLE
        .with("least", least)
        .with("most", most)
        .list(row ->
            new Foldable(
                new MerchantId(row.number("merchant_id")), new WalletId(row.number("wallet_id"))));
  }

  Step<Done> makeWallet(
      MerchantId merchant, Optional<PartyId> party, CurrencyCode currency, Instant now) {
    return MAKE_WALLET
        .with("merchant", merchant.value())
        .with("party", party.map(PartyId::value))
        .with("currency", currency.code())
        .with("now", now)
        .done();
  }

  Step<List<Wallet>> wallets(MerchantId merchant, Optional<PartyId> party) {
    return WALLETS
        .with("merchant", merchant.value())
        .with("party", party.map(PartyId::value))
        .list(LedgerStore::wallet);
  }

  Step<Optional<Wallet>> wallet(MerchantId merchant, WalletId wallet) {
    return WALLET_BY_ID
        .with("merchant", merchant.value())
        .with("wallet", wallet.value())
        .first(LedgerStore::wallet);
  }

  Step<List<Entry>> statement(MerchantId merchant, Wallet wallet, Paging paging) {
    var statement = wallet.party().isPresent() ? PARTY_STATEMENT : STATEMENT;
    return statement
        .with("merchant", merchant.value())
        .with("wallet", wallet.id().value())
        .with("before", paging.after().orElse(Long.MAX_VALUE))
        .with("limit", paging.fetch())
        .list(row -> entry(row, wallet.currency()));
  }

  /** What a gateway owes, in each currency it ever has moved. */
  Step<List<Money>> owed(String gateway) {
    return OWED.with("gateway", gateway)
        .list(row -> new Money(row.number("owed_minor"), new CurrencyCode(row.text("currency"))));
  }

  /** Whether a journal is a line of a wallet's statement. */
  Step<Boolean> touches(MerchantId merchant, WalletId wallet, long journal) {
    return TOUCHES
        .with("merchant", merchant.value())
        .with("wallet", wallet.value())
        .with("journal", journal)
        .only(row -> row.flag("touches"));
  }

  Step<Long> countStatement(MerchantId merchant, WalletId wallet) {
    return COUNT_STATEMENT
        .with("merchant", merchant.value())
        .with("wallet", wallet.value())
        .only(row -> row.number("total"));
  }

  private static String[] texts(Journal journal, Function<Posting, String> column) {
    return journal.postings().stream().map(column).toArray(String[]::new);
  }

  private static Wallet wallet(Row row) {
    var currency = new CurrencyCode(row.text("currency"));
    return new Wallet(
        new WalletId(row.number("id")),
        row.optionalNumber("party_id").map(PartyId::new),
        currency,
        new Money(row.number("balance"), currency),
        new Money(row.number("reserved_minor"), currency),
        row.word("status", WalletStatus.class),
        row.moment("created_at"),
        row.moment("updated_at"));
  }

  private static Entry entry(Row row, CurrencyCode currency) {
    return new Entry(
        new JournalId(row.number("id")),
        row.word("kind", JournalKind.class),
        row.optionalNumber("execution_id").map(ExecutionId::new),
        new Money(row.number("available"), currency),
        new Money(row.number("reserved"), currency),
        new Money(row.number("balance"), currency),
        row.moment("created_at"));
  }
}
