package app.dollr.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The merchants, their payment accounts and published documents that payments are made with, put in
 * by SQL; and the tokens of the merchants, which they get as everybody does.
 */
final class Seed {
  /** Of the client of each merchant. */
  static final String SECRET = "secret_of_the_benchmark_0123456789";

  private final Postgres postgres;
  private final List<Merchant> merchants = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private long[] documents = new long[0];
  private int[] owners = new int[0];

  private Seed(Postgres postgres) {
    this.postgres = postgres;
  }

  /** A merchant that payments are made for. */
  record Merchant(long id, long account, String token) {}

  /** A document to be paid, and whose it is. */
  record Document(Merchant merchant, long id) {}

  /** Makes merchants, each with a party, a counterparty and a payment account. */
  static Seed merchants(Postgres postgres, int port, int count) throws SQLException, IOException {
    var seed = new Seed(postgres);
    postgres.execute(
        """
        with made as (
          insert into merchants.merchant (name, type, verified_at, created_at, updated_at)
          select 'Bench ' || i, 'ORGANIZATION', now(), now(), now()
          from generate_series(1, %d) i
          returning merchant_id),
        clients as (
          insert into access.client
            (client_id, merchant_id, secret_hash, generation, created_at, updated_at)
          select 'bench_' || merchant_id, merchant_id, '\\x%s', 1, now(), now() from made),
        parties as (
          insert into parties.party
            (merchant_id, fullname, phone, country_code, created_at, updated_at)
          select merchant_id, 'Bench', '231771234567', 'LR', now(), now() from made
          returning merchant_id, id),
        counterparties as (
          insert into parties.counterparty
            (merchant_id, party_id, relationship_type, created_at, updated_at)
          select merchant_id, id, 'CUSTOMER', now(), now() from parties)
        insert into accounts.payment_account
          (merchant_id, party_id, operation_type, account_name, provider, method, country_code,
           phone, is_active, created_at, updated_at)
        select merchant_id, id, 'COLLECTION', 'Bench', 'PAWAPAY', 'ORANGE_MONEY_LBR', 'LR',
          '231771234567', true, now(), now()
        from parties
        """
            .formatted(count, HexFormat.of().formatHex(sha256(SECRET))));
    seed.obtainTokens(port);
    return seed;
  }

  List<Merchant> merchants() {
    return List.copyOf(merchants);
  }

  /**
   * Publishes documents, spread over the first {@code spread} merchants; earlier ones are
   * forgotten.
   */
  void publish(int count, int spread) throws SQLException {
    var ids = new StringBuilder();
    for (var merchant : merchants.subList(0, spread)) {
      ids.append(ids.isEmpty() ? "" : ",").append(merchant.id());
    }
    long first = postgres.number("select coalesce(max(id), 0) from documents.document");
    postgres.execute(
        """
        with owner as (
          select m.id as merchant_id, m.ordinality - 1 as place, c.id as counterparty_id
          from unnest('{%s}'::bigint[]) with ordinality as m (id, ordinality)
          join parties.counterparty c on c.merchant_id = m.id),
        made as (
          insert into documents.document
            (merchant_id, kind, number, counterparty_id, currency, total_minor, lines, status, note,
             fee_bearer, as_payment_link, created_at, updated_at)
          select owner.merchant_id, 'INVOICE', 'BENCH-' || (%d + i), owner.counterparty_id, 'USD',
            25000, 1, 'IDLE', 'Bench', 'PAYER', true, now(), now()
          from generate_series(0, %d - 1) i
          join owner on owner.place = i %% %d
          returning merchant_id, id)
        insert into documents.line
          (merchant_id, document_id, name, qty, unit_minor, created_at, updated_at)
        select merchant_id, id, 'Bench', 1, 25000, now(), now() from made
        """
            .formatted(ids, first, count, spread));
    postgres.execute(
        """
        update documents.document d
        set status = 'ACTIVE', shown = documents.shown(d, 'ORGANIZATION')
        where id > %d
        """
            .formatted(first));
    postgres.execute("vacuum (analyze) documents.document");
    read(first, count);
  }

  /** The next document that nobody has paid yet. */
  Optional<Document> poll() {
    int at = next.getAndIncrement();
    return at < documents.length
        ? Optional.of(new Document(merchants.get(owners[at]), documents[at]))
        : Optional.empty();
  }

  /** The client id of a merchant. */
  static String client(long merchant) {
    return "bench_" + merchant;
  }

  private void read(long after, int count) throws SQLException {
    documents = new long[count];
    owners = new int[count];
    next.set(0);
    Map<Long, Integer> places = new HashMap<>();
    for (int i = 0; i < merchants.size(); i++) {
      places.put(merchants.get(i).id(), i);
    }
    postgres.query(
        "select id, merchant_id from documents.document where id > %d order by id".formatted(after),
        rows -> {
          for (int i = 0; rows.next(); i++) {
            documents[i] = rows.getLong(1);
            owners[i] = places.getOrDefault(rows.getLong(2), 0);
          }
        });
  }

  private void obtainTokens(int port) throws SQLException, IOException {
    List<long[]> known = new ArrayList<>();
    postgres.query(
        """
        select c.merchant_id, a.id from access.client c
        join accounts.payment_account a on a.merchant_id = c.merchant_id
        where c.client_id like 'bench_%' order by c.merchant_id
        """,
        rows -> {
          while (rows.next()) {
            known.add(new long[] {rows.getLong(1), rows.getLong(2)});
          }
        });
    try (var connection = new Connection(port)) {
      for (var merchant : known) {
        var token = Requests.token(connection, merchant[0]);
        merchants.add(new Merchant(merchant[0], merchant[1], token));
      }
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
