package app.dollr.torture;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.torture.Payments.Prepared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The crash matrix: the process dies with a payment of each kind at each point around a commit and
 * a call of a gateway; the next process takes up what the last one left, and dies in its turn. In
 * the end both sides' books are held against each other.
 */
class CrashMatrixDatabaseTest {
  private static final long SEED = 1;
  private static final int ENOUGH_TO_FOLD = 210;
  private static final int ENOUGH_LIES = 2000;
  private static final String CRASH_AT = "DOLLR_SANDBOX_CRASH_AT";

  /** Slower than torture: nobody else may take up what waits for the others before it dies. */
  private static final Map<String, String> SETTINGS =
      Map.of("DOLLR_SANDBOX_HASTE", "4", "DOLLR_SANDBOX_SETTLEMENT_DELAY", "200ms");

  @TempDir Path home;

  private final List<Prepared> all = new ArrayList<>();
  private Optional<Statement> statement = Optional.empty();

  @ParameterizedTest
  @EnumSource
  void bothSidesAgreeWhereverTheProcessDied(Setting setting) throws Exception {
    var deaths = Death.all(setting);
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.put(CRASH_AT, places(deaths.getFirst(), Map.of()));
    try (var receiver = new EventReceiver();
        var torture = Torture.open(home, setting, SEED, 1, settings)) {
      var payments = new Payments(torture);
      begin(torture, payments, receiver, deaths);
      if (setting == Setting.HTTP) {
        statement = Optional.of(Statement.now(torture));
      }
      List<Prepared> left = List.of();
      Map<Death.Stand, UUID> before = Map.of();
      for (var death : deaths.subList(1, deaths.size())) {
        var references = references(death, before);
        left = die(torture, payments, death, references, left);
        before = references;
      }
      torture.world().start(Map.of(CRASH_AT, ""));
      payments.repeat(left);
      letPayersFinish(torture, left);
      torture.other().beHonest();
      for (var each : statement.stream().toList()) {
        each.assertImportedOnce(torture);
      }

      torture.drain();
      var outcome = torture.check();
      System.out.print(outcome.report());
      assertThat(outcome.violations()).isEmpty();
      for (var payment : all) {
        assertThat(payments.status(payment)).as("%s", payment).isEqualTo(payment.kind().end());
      }
      var toBeHeard = all.stream().map(CrashMatrixDatabaseTest::end).collect(Collectors.toSet());
      Patience.await("the end of each is delivered", () -> receiver.heard().containsAll(toBeHeard));
    }
  }

  /** The first life: news are told, until the credits of a wallet are to be folded. */
  private void begin(Torture torture, Payments payments, EventReceiver receiver, List<Death> deaths)
      throws SQLException, InterruptedException {
    var hook = Map.of("url", receiver.url(), "types", List.of("execution.*"));
    var caller = torture.shop().caller().orElseThrow();
    assertThat(caller.post("/v1/webhooks/create", hook).ok()).isTrue();
    payments.collectOriginals(
        deaths.stream()
            .flatMap(death -> death.stands().stream().filter(stand -> isNew(death, stand)))
            .map(Death.Stand::kind)
            .filter(Kind::isRefund)
            .toList());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < ENOUGH_TO_FOLD; i++) {
        var _ = threads.submit(() -> fund(torture));
      }
    }
    awaitDeath(torture, deaths.getFirst());
  }

  private static Caller.Reply fund(Torture torture) throws InterruptedException {
    return torture
        .operator()
        .admin()
        .post(
            "/admin/v1/sandbox/fund",
            Map.of(
                "merchant_id", torture.shop().id(), "currency", "LRD", "amount", BigDecimal.ONE));
  }

  /**
   * Lets a process take up what the last one left, and die in its turn.
   *
   * @return what the next process has to take up
   */
  private List<Prepared> die(
      Torture torture,
      Payments payments,
      Death death,
      Map<Death.Stand, UUID> references,
      List<Prepared> left)
      throws SQLException, InterruptedException {
    awaitDue(torture, left);
    torture.world().start(Map.of(CRASH_AT, places(death, references)));
    hush(torture, death.isSilent());
    payments.repeat(left);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      statement.ifPresent(each -> {
        var _ = threads.submit(() -> each.imported(torture));
      });
      all.addAll(perform(torture, payments, death, fresh(death, references)));
    }
    awaitDeath(torture, death);
    return List.copyOf(all);
  }

  private static Map<Death.Stand, UUID> fresh(Death death, Map<Death.Stand, UUID> references) {
    return references.entrySet().stream()
        .filter(each -> isNew(death, each.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Executes what is new; of some of it only the second word is told, once it was executed. */
  private static List<Prepared> perform(
      Torture torture, Payments payments, Death death, Map<Death.Stand, UUID> fresh)
      throws SQLException, InterruptedException {
    var prepared = payments.prepare(fresh);
    var later = prepared.stream().filter(payment -> payment.kind().isToldLater()).toList();
    var usual = prepared.stream().filter(payment -> !payment.kind().isToldLater()).toList();
    if (!later.isEmpty()) {
      hush(torture, true);
      payments.execute(later);
      hush(torture, death.isSilent());
      letPayersFinish(torture, later);
    }
    payments.execute(usual);
    return prepared;
  }

  /** Has nobody called back about what is executed from now on, or everybody again. */
  private static void hush(Torture torture, boolean silent) throws InterruptedException {
    assertThat(torture.other().tell(Lie.NO_CALLBACK, silent ? ENOUGH_LIES : 0)).isTrue();
  }

  /** It may have been done before. */
  private static void letPayersFinish(Torture torture, List<Prepared> payments)
      throws SQLException, InterruptedException {
    if (torture.world().outside().isPresent()) {
      for (var waiting : torture.other().waiting()) {
        waiting.decide(true);
      }
      return;
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      payments.stream()
          .filter(payment -> payment.kind() == Kind.PAYERS_CARD)
          .map(payment ->
              Map.of("reference_id", payment.reference().toString(), "outcome", "completed"))
          .forEach(done -> {
            var _ =
                threads.submit(
                    () -> torture.operator().admin().post("/admin/v1/sandbox/resolve", done));
          });
    }
  }

  private void awaitDeath(Torture torture, Death death) throws InterruptedException {
    assertThat(torture.world().server().ends())
        .as(() -> "the process dies at %s: %s".formatted(death, lastArrival()))
        .isTrue();
    assertThat(torture.world().server().awaitEnd()).as("%s", death).isEqualTo(Program.KILLED);
  }

  private String lastArrival() {
    try (var lines = Files.lines(home.resolve("server.log"))) {
      return lines
          .filter(line -> line.contains("is where it is to die"))
          .reduce("nobody came", (_, last) -> last);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the dead have claimed is free again: who asks asks about all at once. */
  private static void awaitDue(Torture torture, List<Prepared> left) throws InterruptedException {
    if (left.isEmpty()) {
      return;
    }
    var references =
        left.stream()
            .map(payment -> "'%s'".formatted(payment.reference()))
            .collect(Collectors.joining(","));
    var open =
        "select 1 from executions.execution where reference_id::text in (%s)".formatted(references)
            + " and next_at > clock_timestamp()";
    Patience.await("all is due", () -> rows(torture, open).isEmpty());
  }

  private static List<Integer> rows(Torture torture, String sql) throws SQLException {
    return torture.world().rows().all(sql, row -> row.getInt(1));
  }

  /** Whose turn it is to stand somewhere, by where they stood before. */
  private static Map<Death.Stand, UUID> references(Death death, Map<Death.Stand, UUID> before) {
    Map<Death.Stand, UUID> references = new HashMap<>();
    for (var stand : death.stands()) {
      references.put(
          stand,
          death
              .earlier(stand)
              .map(earlier -> Optional.ofNullable(before.get(earlier)).orElseThrow())
              .orElseGet(UUID::randomUUID));
    }
    return references;
  }

  private static boolean isNew(Death death, Death.Stand stand) {
    return death.earlier(stand).isEmpty();
  }

  private static String places(Death death, Map<Death.Stand, UUID> references) {
    return Stream.concat(
            death.anybody().stream().map(Enum::name),
            references.entrySet().stream()
                .map(each -> "%s@%s".formatted(each.getKey().point(), each.getValue())))
        .collect(Collectors.joining(","));
  }

  private static EventReceiver.Heard end(Prepared payment) {
    return new EventReceiver.Heard(
        payment.reference(), "execution." + payment.kind().end().name().toLowerCase(Locale.ROOT));
  }
}
