package app.dollr.ledger;

import static java.util.stream.Collectors.joining;

import app.dollr.platform.database.Done;
import app.dollr.platform.database.Row;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All SQL of sealing and verifying. */
final class SealStore {
  /** A journal's canonical text, which is what a seal vouches for. */
  private static final String CANONICAL =
      """
      concat_ws('|', j.merchant_id, j.id, j.kind, coalesce(j.execution_id::text, '-'),
        coalesce(j.wallet_id::text, '-'), coalesce(j.party_wallet_id::text, '-'),
        coalesce(j.gateway, '-'), array_to_string(j.from_accounts, ','),
        array_to_string(j.to_accounts, ','), array_to_string(j.currencies, ','),
        array_to_string(j.amounts_minor, ','), extract(epoch from j.created_at)) as canonical
      """;

  private static final Sql HOLD =
      Sql.of(
          """
          select sealed_before::text as sealed_before,
            pg_snapshot_xmin(pg_current_snapshot())::text as settled_before
          from ledger.sealer
          for update skip locked
          """);

  private static final Sql UNSEALED =
      Sql.of(
          """
          select j.merchant_id, j.id, j.xid::text as xid, %s
          from ledger.journal j
          where j.xid >= :from::xid8 and j.xid < :before::xid8
          order by j.xid, j.merchant_id, j.id
          limit :most
          """
              .formatted(CANONICAL));

  private static final Sql HEADS =
      Sql.of(
          """
          select distinct on (merchant_id) merchant_id, number, hash
          from ledger.seal
          where merchant_id = any(:merchants)
          order by merchant_id, number desc
          """);

  private static final Sql SEAL =
      Sql.of(
          """
          insert into ledger.seal
            (merchant_id, number, previous_hash, journal_ids, root, hash, sealed_at)
          select merchant_id, number, decode(previous_hash, 'hex'), journal_ids::bigint[],
            decode(root, 'hex'), decode(hash, 'hex'), :now
          from unnest(
            :merchants::bigint[], :numbers::bigint[], :previous::text[], :journals::text[],
            :roots::text[], :hashes::text[])
            as seal (merchant_id, number, previous_hash, journal_ids, root, hash)
          """);

  private static final Sql ADVANCE =
      Sql.of("update ledger.sealer set sealed_before = :before::xid8");

  private static final Sql LAST_TRANSACTION =
      Sql.of(
          """
          select greatest(
            (select sealed_before from ledger.sealer),
            (select xid from ledger.journal order by xid desc limit 1))::text as xid
          """);

  private static final Sql MERCHANTS =
      Sql.of(
          """
          select merchant_id from ledger.wallet
          union
          select merchant_id from ledger.journal
          union
          select merchant_id from ledger.seal
          order by merchant_id
          """);

  private static final Sql SEALS =
      Sql.of(
          """
          select number, previous_hash, journal_ids, root, hash
          from ledger.seal
          where merchant_id = :merchant and number > :after
          order by number
          limit :most
          """);

  private static final Sql JOURNALS =
      Sql.of(
          """
          select j.id, %s
          from unnest(:journals::bigint[]) with ordinality as wanted (id, place)
          join ledger.journal j on j.merchant_id = :merchant and j.id = wanted.id
          order by wanted.place
          """
              .formatted(CANONICAL));

  private static final Sql COVERAGE =
      Sql.of(
          """
          with sealed as (
            select distinct unnest(journal_ids) as id from ledger.seal where merchant_id = :merchant)
          select
            (select count(*) from ledger.journal where merchant_id = :merchant) as journals,
            (select count(*) from sealed) as sealed,
            (select coalesce(sum(cardinality(journal_ids)), 0) from ledger.seal
              where merchant_id = :merchant)::bigint as named,
            (select count(*) from ledger.journal j
              where j.merchant_id = :merchant
                and not exists (
                  select from sealed where sealed.id = j.id)) as unsealed,
            (select count(*) from ledger.journal j
              where j.merchant_id = :merchant
                and j.xid < (select sealed_before from ledger.sealer)
                and not exists (
                  select from sealed where sealed.id = j.id)) as forgotten
          """);

  private static final Sql UNSEALED_OF =
      Sql.of(
          """
          with sealed as (
            select unnest(journal_ids) as id from ledger.seal where merchant_id = :merchant)
          select j.id from ledger.journal j
          where j.merchant_id = :merchant
            and not exists (select from sealed where sealed.id = j.id)
          order by j.id
          limit :most
          """);

  private static final Sql STRAYS =
      Sql.of(
          """
          select (
              select count(*) from ledger.posting p
              where p.merchant_id = :merchant
                and (p.from_account in ('WALLET', 'RESERVED') or p.to_account in ('WALLET', 'RESERVED'))
                and not exists (
                  select from ledger.wallet w
                  where w.merchant_id = p.merchant_id and w.id = p.wallet_id
                    and w.party_id is null and w.currency = p.currency))
            + (
              select count(*) from ledger.posting p
              where p.merchant_id = :merchant
                and (p.from_account = 'PARTY_WALLET' or p.to_account = 'PARTY_WALLET')
                and not exists (
                  select from ledger.wallet w
                  where w.merchant_id = p.merchant_id and w.id = p.party_wallet_id
                    and w.party_id is not null and w.currency = p.currency))
            + (
              select count(*) from ledger.unfolded u
              where u.merchant_id = :merchant
                and not exists (
                  select from ledger.wallet w
                  where w.merchant_id = u.merchant_id and w.id = u.wallet_id)) as strays
          """);

  private static final Sql WRONG_WALLETS =
      Sql.of(
          """
          select w.id, w.currency, w.available_minor, w.reserved_minor,
            coalesce(unfolded.total, 0)::bigint as unfolded,
            coalesce(posted.available, 0)::bigint as posted_available,
            coalesce(posted.reserved, 0)::bigint as posted_reserved
          from ledger.wallet w
          left join lateral (
            select sum(u.amount_minor) as total from ledger.unfolded u
            where u.merchant_id = w.merchant_id and u.wallet_id = w.id) as unfolded on true
          cross join lateral (
            select
            case when w.party_id is null then 'WALLET' else 'PARTY_WALLET' end::ledger.account
              as account) as own
          left join lateral (
            select
              sum(case when p.to_account = own.account then p.amount_minor else 0 end)
                - sum(case when p.from_account = own.account then p.amount_minor else 0 end)
                as available,
              sum(case when p.to_account = 'RESERVED' then p.amount_minor else 0 end)
                - sum(case when p.from_account = 'RESERVED' then p.amount_minor else 0 end)
                as reserved
            from ledger.posting p
            where p.merchant_id = w.merchant_id
              and w.id = case
                when w.party_id is null then p.wallet_id
                else p.party_wallet_id end
              and (p.from_account in (own.account, 'RESERVED')
                or p.to_account in (own.account, 'RESERVED'))) as posted on true
          where w.merchant_id = :merchant
            and (w.available_minor + coalesce(unfolded.total, 0) <> coalesce(posted.available, 0)
              or w.reserved_minor <> coalesce(posted.reserved, 0))
          """);

  private static final Sql TRIAL_BALANCE =
      Sql.of(
          """
          select currency, account, sum(amount_minor)::bigint as balance
          from (
            select currency, to_account as account, amount_minor from ledger.posting
            union all
            select currency, from_account, -amount_minor from ledger.posting) as movement
          group by currency, account
          order by currency, account
          """);

  /** What the sealer has to do: from which transaction on, up to which. */
  record Span(String sealedBefore, String settledBefore) {}

  Step<Optional<Span>> hold() {
    return HOLD.bare()
        .first(row -> new Span(row.text("sealed_before"), row.text("settled_before")));
  }

  /**
   * A journal that is not sealed yet.
   *
   * @param transaction which wrote it
   */
  record Unsealed(long merchant, long journal, String transaction, String canonical) {}

  Step<List<Unsealed>> unsealed(String from, String before, int most) {
    return UNSEALED
        .with("from", from)
        .with("before", before)
        .with("most", most)
        .list(row ->
            new Unsealed(
                row.number("merchant_id"),
                row.number("id"),
                row.text("xid"),
                row.text("canonical")));
  }

  /**
   * The last seal of a merchant.
   *
   * @param hash in hexadecimal
   */
  record Head(long merchant, long number, String hash) {}

  Step<List<Head>> heads(List<Long> merchants) {
    return HEADS
        .with("merchants", merchants.toArray(Long[]::new))
        .list(row -> new Head(row.number("merchant_id"), row.number("number"), hex(row, "hash")));
  }

  /** Appends seals, each to the chain of its merchant. */
  Step<Done> seal(List<Seal> seals, Instant now) {
    return SEAL.with("merchants", numbers(seals, Seal::merchant))
        .with("numbers", numbers(seals, Seal::number))
        .with("previous", texts(seals, Seal::previous))
        .with("journals", texts(seals, SealStore::journalArray))
        .with("roots", texts(seals, Seal::root))
        .with("hashes", texts(seals, Seal::hash))
        .with("now", now)
        .done();
  }

  Step<Done> advance(String before) {
    return ADVANCE.with("before", before).done();
  }

  /** The highest number of a transaction that is remembered here. */
  Step<String> lastTransaction() {
    return LAST_TRANSACTION.bare().only(row -> row.text("xid"));
  }

  Step<List<Long>> merchants() {
    return MERCHANTS.bare().list(row -> row.number("merchant_id"));
  }

  Step<List<Seal>> seals(long merchant, long after, int most) {
    return SEALS
        .with("merchant", merchant)
        .with("after", after)
        .with("most", most)
        .list(row ->
            new Seal(
                merchant,
                row.number("number"),
                hex(row, "previous_hash"),
                row.numbers("journal_ids"),
                hex(row, "root"),
                hex(row, "hash")));
  }

  /** The canonical texts of journals, in the order of their ids as given. */
  Step<List<String>> journals(long merchant, List<Long> ids) {
    return JOURNALS
        .with("merchant", merchant)
        .with("journals", ids.toArray(Long[]::new))
        .list(row -> row.text("canonical"));
  }

  /**
   * How a merchant's journals are sealed.
   *
   * @param sealed how many different ones the seals name
   * @param named how often seals name one
   * @param unsealed how many no seal names
   * @param forgotten how many of those have had their turn
   */
  record Coverage(long journals, long sealed, long named, long unsealed, long forgotten) {}

  Step<Coverage> coverage(long merchant) {
    return COVERAGE
        .with("merchant", merchant)
        .only(row ->
            new Coverage(
                row.number("journals"),
                row.number("sealed"),
                row.number("named"),
                row.number("unsealed"),
                row.number("forgotten")));
  }

  /** The journals of a merchant that no seal names, in their order. */
  Step<List<Long>> unsealedOf(long merchant, int most) {
    return UNSEALED_OF.with("merchant", merchant).with("most", most).list(row -> row.number("id"));
  }

  /** How many postings and credits speak of a wallet that is not there, or in another currency. */
  Step<Long> strays(long merchant) {
    return STRAYS.with("merchant", merchant).only(row -> row.number("strays"));
  }

  /** What is wrong with a merchant's wallets, in words. */
  Step<List<String>> wrongWallets(long merchant) {
    return WRONG_WALLETS
        .with("merchant", merchant)
        .list(row ->
            "wallet %d (%s) holds %d + %d unfolded and %d reserved, its postings say %d and %d"
                .formatted(
                    row.number("id"),
                    row.text("currency"),
                    row.number("available_minor"),
                    row.number("unfolded"),
                    row.number("reserved_minor"),
                    row.number("posted_available"),
                    row.number("posted_reserved")));
  }

  Step<List<Balance>> trialBalance() {
    return TRIAL_BALANCE
        .bare()
        .list(row ->
            new Balance(
                row.text("currency"),
                row.word("account", AccountType.class),
                row.number("balance")));
  }

  private static Long[] numbers(List<Seal> seals, Function<Seal, Long> column) {
    return seals.stream().map(column).toArray(Long[]::new);
  }

  private static String[] texts(List<Seal> seals, Function<Seal, String> column) {
    return seals.stream().map(column).toArray(String[]::new);
  }

  /** An array as PostgreSQL reads it, for arrays of arrays have to be of one length. */
  private static String journalArray(Seal seal) {
    return seal.journals().stream().map(String::valueOf).collect(joining(",", "{", "}"));
  }

  private static String hex(Row row, String column) {
    return HexFormat.of().formatHex(row.bytes(column));
  }
}
