package app.dollr.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.dollr.access.Access;
import app.dollr.access.AccessConfig;
import app.dollr.merchants.CreateMerchant;
import app.dollr.merchants.Merchants;
import app.dollr.parties.Parties;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.GuardFailed;
import app.dollr.platform.database.Step;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.events.Events;
import app.dollr.platform.secrets.Vault;
import app.dollr.testing.SettableClock;
import app.dollr.testing.TestDatabase;
import app.dollr.testing.Together;
import app.dollr.values.CounterpartyId;
import app.dollr.values.CurrencyCode;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.wire.FeeBearer;
import app.dollr.wire.MerchantType;
import app.dollr.wire.RelationshipType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DocumentsDatabaseTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.create();

  private static final SettableClock CLOCK =
      new SettableClock(Instant.parse("2026-03-01T09:00:00.123456Z"));
  private static final CurrencyCode USD = new CurrencyCode("USD");
  private static final long MOST_MINOR = 1_000_000_000_000_000L;

  private static Documents documents;
  private static MerchantId merchant;
  private static MerchantId stranger;
  private static CounterpartyId counterparty;

  private DocumentRef invoice;

  @BeforeAll
  static void openRooms() {
    var database = DATABASE.database();
    var vault = new Vault(new byte[Vault.KEY_BYTES]);
    var access = new Access(database, vault, AccessConfig.DEFAULT, CLOCK);
    var merchants = new Merchants(database, access, CLOCK);
    var parties = new Parties(database, merchants, CLOCK);
    documents = new Documents(database, new Events(database, CLOCK), merchants, parties, CLOCK);
    merchant = newMerchant(merchants);
    stranger = newMerchant(merchants);
    counterparty =
        parties.createCounterparty(merchant, Optional.empty(), RelationshipType.CUSTOMER).id();
  }

  @BeforeEach
  void createInvoice() {
    var wish =
        new CreateDocument(
            DocumentKind.INVOICE,
            counterparty,
            USD,
            "Rice",
            FeeBearer.PAYER,
            true,
            Optional.empty(),
            Optional.empty());
    var created = documents.create(merchant, wish);
    invoice = new DocumentRef(merchant, DocumentKind.INVOICE, created.id());
  }

  @Test
  void theTotalIsTheSumOfTheLinesWhateverIsDoneToThem() {
    var rice = add(2, 12_500);
    var oil = add(3, 333);
    assertTotal(25_999, 2);
    change(rice, Optional.of(4L), Optional.empty());
    assertTotal(50_999, 2);
    change(oil, Optional.empty(), Optional.of(usd(1)));
    assertTotal(50_003, 2);
    documents.removeLine(invoice, rice.id());
    assertTotal(3, 1);
    documents.removeLine(invoice, oil.id());
    assertTotal(0, 0);
  }

  @Test
  void linesAddedAtTheSameTimeAllCount() {
    Together.run(24, i -> add(1, i + 1));
    assertTotal(300, 24);
  }

  @Test
  void linesAddedChangedAndRemovedAtTheSameTimeKeepTheTotalRight() {
    var lines = Together.run(12, i -> add(1, 100));
    Together.run(
        36,
        i -> {
          switch (i % 3) {
            case 0 -> add(1, 7);
            case 1 -> change(lines.get(i % 6), Optional.of(2L), Optional.empty());
            default -> {
              if (i / 3 >= 6) {
                documents.removeLine(invoice, lines.get(i / 3).id());
              }
            }
          }
          return i;
        });
    var held = documents.find(invoice).orElseThrow();
    long sum = held.lines().stream().mapToLong(l -> l.qty() * l.unit().minorUnits()).sum();
    assertThat(held.lines()).hasSize(18).hasSize(held.document().lines());
    assertThat(held.document().total()).isEqualTo(usd(sum));
  }

  @Test
  void neverMoreThanTwoHundredLines() {
    Together.run(
        25,
        thread -> {
          for (int i = 0; i < 8; i++) {
            add(1, 1);
          }
          return thread;
        });
    assertTotal(200, 200);
    assertRefused(() -> add(1, 1), ErrorCode.SOURCE_TOO_MANY_ITEMS);
    assertTotal(200, 200);
  }

  @Test
  void aTotalThatCannotBeBorneIsRefusedAndNothingIsLeftOfIt() {
    add(1, MOST_MINOR);
    assertRefused(() -> add(1, 1), ErrorCode.AMOUNT_TOO_LARGE);
    assertTotal(MOST_MINOR, 1);
  }

  @Test
  void aLineThatOverflowsIsRefused() {
    assertRefused(() -> add(1_000_000, Long.MAX_VALUE / 2), ErrorCode.AMOUNT_TOO_LARGE);
    assertTotal(0, 0);
  }

  @Test
  void aLineInAnotherCurrencyIsRefused() {
    var lrd = new Money(100, new CurrencyCode("LRD"));
    assertRefused(
        () -> documents.addLine(invoice, new AddLine("Rice", 1, lrd)), ErrorCode.CURRENCY_MISMATCH);
    assertTotal(0, 0);
  }

  @Test
  void ofALineAddedWhileTheDocumentIsPublishedEitherBothCountOrNeither() {
    for (int round = 0; round < 8; round++) {
      createInvoice();
      add(1, 100);
      var refusals =
          Together.run(4, i -> i == 0 ? refusal(() -> publish()) : refusal(() -> add(1, 10)));
      long added = refusals.stream().skip(1).filter(Optional::isEmpty).count();
      assertThat(refusals.getFirst()).isEmpty();
      assertTotal(100 + 10 * added, 1 + (int) added);
    }
  }

  @Test
  void ofManyPaymentsOneTakesTheDocument() {
    add(1, 100);
    publish();
    var taken = Together.run(16, i -> runs(documents.take(merchant, invoice.id())));
    assertThat(taken).containsOnlyOnce(true);
    assertThat(status()).isEqualTo(DocumentStatus.PROCESSING);
  }

  @Test
  void aPaymentThatFailedGivesTheDocumentBackAndOneThatSucceededEndsIt() {
    add(1, 100);
    publish();
    assertThat(runs(documents.take(merchant, invoice.id()))).isTrue();
    assertThat(runs(documents.release(merchant, invoice.id()))).isTrue();
    assertThat(status()).isEqualTo(DocumentStatus.ACTIVE);
    assertThat(runs(documents.release(merchant, invoice.id()))).isFalse();
    assertThat(runs(documents.take(merchant, invoice.id()))).isTrue();
    assertThat(runs(documents.settle(merchant, invoice.id()))).isTrue();
    assertThat(status()).isEqualTo(DocumentStatus.PAID);
    assertThat(documents.find(invoice).orElseThrow().document().paidAt()).contains(CLOCK.instant());
    assertThat(runs(documents.settle(merchant, invoice.id()))).isFalse();
    assertThat(runs(documents.release(merchant, invoice.id()))).isFalse();
    assertThat(runs(documents.take(merchant, invoice.id()))).isFalse();
  }

  @Test
  void anotherMerchantSeesAndMovesNothing() {
    add(1, 100);
    publish();
    var theirs = new DocumentRef(stranger, invoice.kind(), invoice.id());
    assertThat(documents.find(theirs)).isEmpty();
    assertThat(DATABASE.database().run(documents.payable(theirs))).isEmpty();
    assertThat(runs(documents.take(stranger, invoice.id()))).isFalse();
    assertRefused(() -> documents.cancel(theirs), ErrorCode.NOT_FOUND);
    assertThat(status()).isEqualTo(DocumentStatus.ACTIVE);
  }

  @Test
  void anInvoiceIsNotFoundAsAnOrder() {
    var order = new DocumentRef(merchant, DocumentKind.ORDER, invoice.id());
    assertThat(documents.find(order)).isEmpty();
    assertRefused(() -> documents.publish(order), ErrorCode.NOT_FOUND);
  }

  private static MerchantId newMerchant(Merchants merchants) {
    var wish =
        new CreateMerchant(
            "Rice", MerchantType.ORGANIZATION, Optional.empty(), Optional.empty(), true);
    return merchants.create(wish).merchant().id();
  }

  private Line add(long qty, long unitMinor) {
    return documents.addLine(invoice, new AddLine("Rice", qty, usd(unitMinor)));
  }

  private void change(Line line, Optional<Long> qty, Optional<Money> unit) {
    documents.changeLine(invoice, line.id(), new ChangeLine(Optional.empty(), qty, unit));
  }

  private void publish() {
    documents.publish(invoice);
  }

  private DocumentStatus status() {
    return documents.find(invoice).orElseThrow().document().status();
  }

  private void assertTotal(long minor, int lines) {
    var held = documents.find(invoice).orElseThrow();
    assertThat(held.document().total()).isEqualTo(usd(minor));
    assertThat(held.lines()).hasSize(lines);
    assertThat(held.document().lines()).isEqualTo(lines);
  }

  private static boolean runs(Step<?> step) {
    Database database = DATABASE.database();
    try {
      database.run(List.of(step));
      return true;
    } catch (GuardFailed failed) {
      return false;
    }
  }

  private static Optional<Refused> refusal(Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (Refused refused) {
      return Optional.of(refused);
    }
  }

  private static void assertRefused(ThrowingCallable work, ErrorCode code) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  private static Money usd(long minor) {
    return new Money(minor, USD);
  }
}
