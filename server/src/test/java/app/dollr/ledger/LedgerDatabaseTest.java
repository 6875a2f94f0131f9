package app.dollr.ledger;

import static app.dollr.values.CurrencyCode.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.dollr.platform.database.ConstraintViolated;
import app.dollr.platform.database.GuardFailed;
import app.dollr.platform.database.TransactionNumbers;
import app.dollr.testing.SettableClock;
import app.dollr.testing.TestDatabase;
import app.dollr.testing.TestSession;
import app.dollr.testing.Together;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.PartyId;
import app.dollr.values.WalletId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerDatabaseTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.create();

  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00.123456Z");
  private static final MerchantId MERCHANT = new MerchantId(1);
  private static final PartyId PARTY = new PartyId(7);
  private static final String WITHOUT_TRIGGERS = "set session_replication_role = replica; ";

  private Ledger ledger = new Ledger(DATABASE.database(), new SettableClock(NOW));

  @BeforeEach
  void beginEmpty() {
    DATABASE.run(
        WITHOUT_TRIGGERS
            + "truncate ledger.journal, ledger.seal, ledger.unfolded, ledger.wallet;"
            + "update ledger.sealer set sealed_before = '0'");
    ledger = new Ledger(DATABASE.database(), new SettableClock(NOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update ledger.journal set kind = 'FUNDING'",
        "delete from ledger.journal",
        "truncate ledger.journal",
        "update ledger.seal set number = 2",
        "delete from ledger.seal",
        "truncate ledger.seal"
      })
  void evenTheOwnerCannotChangeWhatIsWritten(String change) throws Exception {
    ledger.fund(MERCHANT, dollars("10.00"));
    sealAll(ledger);
    try (var owner = TestSession.open(DATABASE.owner())) {
      assertThatThrownBy(() -> owner.run(change)).hasMessageContaining("is only added to");
    }
  }

  @Test
  void aWalletIsNotOverdrawn() {
    ledger.fund(MERCHANT, dollars("10.00"));
    assertThatThrownBy(() -> move("10.01"))
        .isInstanceOfSatisfying(
            GuardFailed.class, failed -> assertThat(failed.guard()).isEqualTo(Ledger.INSUFFICIENT));
    move("10.00");
    assertThat(available()).isEqualTo(dollars("0.00"));
    assertThat(ledger.verify().problems()).isEmpty();
  }

  @Test
  void moreThanWasReservedIsNotReleased() {
    ledger.fund(MERCHANT, dollars("10.00"));
    post(JournalKind.RESERVATION, AccountType.WALLET, AccountType.RESERVED, "4.00");
    assertThatThrownBy(
            () -> post(JournalKind.RELEASE, AccountType.RESERVED, AccountType.WALLET, "4.01"))
        .isInstanceOf(ConstraintViolated.class);
    post(JournalKind.RELEASE, AccountType.RESERVED, AccountType.WALLET, "4.00");
    assertThat(available()).isEqualTo(dollars("10.00"));
  }

  @Test
  void aFrozenWalletPromisesNothingNewAndKeepsItsPromises() {
    ledger.fund(MERCHANT, dollars("10.00"));
    post(JournalKind.RESERVATION, AccountType.WALLET, AccountType.RESERVED, "4.00");
    DATABASE.run("update ledger.wallet set status = 'FROZEN'");
    assertThatThrownBy(() -> move("1.00")).isInstanceOf(GuardFailed.class);
    post(JournalKind.PAYOUT, AccountType.RESERVED, AccountType.BANK, "1.00");
    post(JournalKind.RELEASE, AccountType.RESERVED, AccountType.WALLET, "3.00");
    assertThat(available()).isEqualTo(dollars("9.00"));
    assertThat(ledger.verify().problems()).isEmpty();
  }

  @Test
  void whatIsWrittenAfterARestoreElsewhereIsSealedAsBefore() {
    ledger.fund(MERCHANT, dollars("10.00"));
    sealAll(ledger);
    restoreElsewhere();
    new TransactionNumbers(DATABASE.database()).pass(List.of("0", ledger.lastTransaction()));
    ledger.fund(MERCHANT, dollars("1.00"));
    sealAll(ledger);
    assertThat(ledger.verify().problems()).isEmpty();
    assertThat(ledger.verify().unsealed()).isZero();
    assertThat(DATABASE.number("select count(*) from ledger.seal")).isEqualTo(2);
  }

  @Test
  void whatIsWrittenWithANumberThatWasSealedAlreadyIsFoundByVerifying() {
    restoreElsewhere();
    ledger.fund(MERCHANT, dollars("1.00"));
    assertThat(ledger.verify().problems())
        .anyMatch(problem -> problem.contains("1 journals were passed over by the seals"));
  }

  /** As if the numbers of transactions began anew: the sealer remembers later ones. */
  private static void restoreElsewhere() {
    DATABASE.run(
        "update ledger.sealer set sealed_before ="
            + " (pg_current_xact_id()::text::bigint + 250000)::text::xid8");
  }

  @Test
  void nothingIsLostWhileAllIsFoldedAndSealed() {
    var other = new Ledger(DATABASE.pool(4), new SettableClock(NOW));
    var wallet = ledger.wallet(MERCHANT, USD);
    ledger.partyWallet(MERCHANT, PARTY, USD);
    ledger.fund(MERCHANT, dollars("100.00"));
    Together.run(
        12,
        i -> {
          var node = i % 2 == 0 ? ledger : other;
          for (int turn = 0; turn < 60; turn++) {
            switch (i % 6) {
              case 0, 1, 2 -> node.fund(MERCHANT, dollars("1.00"));
              case 3 -> move(node, "0.50");
              case 4 -> node.folder().runOnce();
              default -> node.sealer().runOnce();
            }
          }
          return i;
        });
    assertThat(available()).isEqualTo(dollars("400.00"));
    sealAll(ledger);
    var report = ledger.verify();
    assertThat(report.problems()).isEmpty();
    assertThat(report.journals()).isEqualTo(1 + 6 * 60 + 2 * 60);
    assertThat(report.unsealed()).isZero();
    while (DATABASE.number("select count(*) from ledger.unfolded where wallet_id = " + wallet)
        > 0) {
      move("0.01");
    }
    assertThat(ledger.verify().problems()).isEmpty();
  }

  @Test
  void creditsAreFoldedOnceThereAreMany() {
    for (int i = 0; i < 201; i++) {
      ledger.fund(MERCHANT, dollars("0.10"));
    }
    ledger.folder().runOnce();
    assertThat(DATABASE.number("select count(*) from ledger.unfolded")).isZero();
    assertThat(DATABASE.number("select available_minor from ledger.wallet")).isEqualTo(2010);
    assertThat(ledger.verify().problems()).isEmpty();
  }

  @Test
  void whatIsUnsealedIsNamedAndTheHeadsAreShown() {
    ledger.fund(MERCHANT, dollars("10.00"));
    var unsealed = ledger.verify();
    long journal = DATABASE.number("select id from ledger.journal");
    assertThat(unsealed.unsealedJournals())
        .containsExactly(new Verification.Unsealed(MERCHANT.value(), List.of(journal)));
    assertThat(unsealed.isSound()).isTrue();
    sealAll(ledger);
    var sealed = ledger.verify();
    assertThat(sealed.unsealed()).isZero();
    assertThat(sealed.unsealedJournals()).isEmpty();
    var hash = DATABASE.only("select encode(hash, 'hex') from ledger.seal");
    assertThat(sealed.heads())
        .containsExactly(new Verification.ChainHead(MERCHANT.value(), 1, hash));
  }

  @Test
  void theTrialBalanceAddsUpToNothing() {
    ledger.fund(MERCHANT, dollars("10.00"));
    move("4.00");
    assertThat(ledger.verify().trialBalance())
        .containsExactlyInAnyOrder(
            new Balance("USD", AccountType.FUNDING, -1000),
            new Balance("USD", AccountType.WALLET, 600),
            new Balance("USD", AccountType.PARTY_WALLET, 400));
  }

  static Stream<Arguments> tamperings() {
    var first = " where id = (select min(id) from ledger.journal)";
    return Stream.of(
        Arguments.of("update ledger.journal set amounts_minor = '{1}'" + first, "was changed"),
        Arguments.of("update ledger.journal set from_accounts = '{BANK}'" + first, "was changed"),
        Arguments.of("update ledger.journal set currencies = '{LRD}'" + first, "was changed"),
        Arguments.of("update ledger.journal set kind = 'REFUND'" + first, "was changed"),
        Arguments.of("update ledger.journal set execution_id = 1" + first, "was changed"),
        Arguments.of(
            "update ledger.journal set created_at = created_at + interval '1 us'" + first,
            "was changed"),
        Arguments.of("delete from ledger.journal" + first, "a journal is missing"),
        Arguments.of("update ledger.seal set root = sha256('x')", "the seal itself was changed"),
        Arguments.of("update ledger.seal set hash = sha256('x')", "the seal itself was changed"),
        Arguments.of("update ledger.seal set previous_hash = sha256('x')", "does not follow"),
        Arguments.of("delete from ledger.seal where number = 1", "does not follow"),
        Arguments.of("delete from ledger.seal where number = 2", "passed over"),
        Arguments.of(
            "insert into ledger.journal select (jsonb_populate_record(j, '{\"id\": 999999999}')).*"
                + " from ledger.journal j"
                + first.replace("id =", "j.id ="),
            "passed over"),
        Arguments.of(
            "update ledger.seal set journal_ids = journal_ids || journal_ids", "sealed twice"),
        Arguments.of(
            "update ledger.wallet set available_minor = available_minor + 1 where party_id is null",
            "its postings say"),
        Arguments.of(
            "update ledger.wallet set reserved_minor = 1 where party_id is null",
            "its postings say"),
        Arguments.of("delete from ledger.unfolded", "its postings say"),
        Arguments.of("delete from ledger.wallet where party_id is null", "not there"),
        Arguments.of(
            "update ledger.wallet set currency = 'LRD' where party_id is null",
            "another currency"));
  }

  @ParameterizedTest
  @MethodSource("tamperings")
  void whatWasTamperedWithShows(String tampering, String problem) {
    ledger.fund(MERCHANT, dollars("10.00"));
    sealAll(ledger);
    move("4.00");
    sealAll(ledger);
    assertThat(ledger.verify().problems()).isEmpty();
    DATABASE.run(WITHOUT_TRIGGERS + tampering);
    assertThat(ledger.verify().problems()).anySatisfy(found -> assertThat(found).contains(problem));
  }

  private static void sealAll(Ledger ledger) {
    while (DATABASE.number(
            """
            select count(*) from ledger.journal j
            where not exists (select from ledger.seal s where j.id = any(s.journal_ids))
            """)
        > 0) {
      ledger.sealer().runOnce();
    }
  }

  private Money available() {
    return ledger.find(MERCHANT, ledger.wallet(MERCHANT, USD)).map(Wallet::available).orElseThrow();
  }

  private void move(String amount) {
    move(ledger, amount);
  }

  private static void move(Ledger by, String amount) {
    var party = by.partyWallet(MERCHANT, PARTY, USD);
    post(
        by,
        JournalKind.TRANSFER,
        Optional.of(party),
        new Journal.Postings()
            .add(AccountType.WALLET, AccountType.PARTY_WALLET, dollars(amount))
            .all());
  }

  private void post(JournalKind kind, AccountType from, AccountType to, String amount) {
    var postings = new Journal.Postings().add(from, to, dollars(amount)).all();
    post(ledger, kind, Optional.empty(), postings);
  }

  private static void post(
      Ledger by, JournalKind kind, Optional<WalletId> party, List<Posting> postings) {
    DATABASE
        .database()
        .run(
            by.post(
                new Journal(
                    MERCHANT,
                    by.nextId(),
                    kind,
                    Optional.empty(),
                    Optional.of(by.wallet(MERCHANT, USD)),
                    party,
                    Optional.empty(),
                    postings,
                    NOW)));
  }

  private static Money dollars(String amount) {
    return Money.parse(amount, USD);
  }
}
