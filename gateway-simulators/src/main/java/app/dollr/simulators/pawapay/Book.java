package app.dollr.simulators.pawapay;

import app.dollr.simulators.Fault;
import app.dollr.simulators.Faults;
import app.dollr.simulators.mobile.Verdict;
import app.dollr.simulators.pawapay.Entry.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The books of one pawaPay account: what really happened, whoever was told. With a file every
 * change is appended to it before anybody is told, and read again at the next start.
 */
final class Book {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final BigDecimal STARTING_BALANCE = new BigDecimal("1000000000");

  /** A wallet of the account. */
  record Wallet(String country, String currency) {}

  /** What pawaPay takes of every payment. */
  private static final BigDecimal FEE = new BigDecimal("0.01");

  /** A line of a wallet's statement; its fee is not part of its amount. */
  record Line(Entry entry, BigDecimal amount, BigDecimal fee, BigDecimal balance) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** Those that have not come to their end. */
  private final Map<String, Entry> open = new LinkedHashMap<>();

  private final Map<Wallet, BigDecimal> balances = new HashMap<>();
  private final Map<Wallet, List<Line>> lines = new HashMap<>();
  private final Map<String, Operator.State> states = new HashMap<>();
  private final Map<String, String> ported = new HashMap<>();
  private final Clock clock;
  private final Duration delay;
  private final Faults faults;
  private final Optional<Path> file;
  private final Consumer<Entry> settled;

  /**
   * The books, as far as the file has them.
   *
   * @param settled is told of every payment that has come to its end
   */
  Book(Clock clock, Duration delay, Faults faults, Optional<Path> file, Consumer<Entry> settled) {
    this.clock = clock;
    this.delay = delay;
    this.faults = faults;
    this.file = file;
    this.settled = settled;
    file.filter(Files::exists).ifPresent(this::read);
  }

  synchronized Optional<Entry> find(Kind kind, String id) {
    return Optional.ofNullable(entries.get(id)).filter(entry -> entry.kind() == kind);
  }

  synchronized boolean knows(String id) {
    return entries.containsKey(id);
  }

  synchronized List<Entry> all() {
    return List.copyOf(entries.values());
  }

  /** Takes a payment in; its operator decides later. */
  synchronized Entry take(Entry accepted) {
    boolean queued = state(accepted) == Operator.State.DELAYED;
    return write(queued ? accepted : accepted.waiting(settlement(accepted)));
  }

  /** The refunds of a deposit that have not failed. */
  synchronized List<Entry> refunds(String deposit) {
    return entries.values().stream()
        .filter(entry -> entry.deposit().filter(deposit::equals).isPresent())
        .filter(entry -> entry.status() != Status.FAILED)
        .toList();
  }

  /** What a wallet has, less what payouts that are under way will take. */
  synchronized BigDecimal available(Wallet wallet) {
    var reserved =
        open.values().stream()
            .filter(entry -> entry.kind() != Kind.DEPOSIT)
            .filter(entry -> wallet(entry).equals(wallet))
            .map(entry -> new BigDecimal(entry.amount()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return balance(wallet).subtract(reserved);
  }

  synchronized BigDecimal balance(Wallet wallet) {
    return balances.getOrDefault(wallet, STARTING_BALANCE);
  }

  synchronized List<Line> lines(Wallet wallet) {
    return List.copyOf(lines.getOrDefault(wallet, List.of()));
  }

  /** Works off what is due, and what has waited for an operator that is back. */
  synchronized void settleDue() {
    var now = clock.instant();
    for (var entry : List.copyOf(open.values())) {
      if (entry.status() == Status.ENQUEUED && state(entry) == Operator.State.OPERATIONAL) {
        write(entry.waiting(settlement(entry)));
      } else if (entry.settlesAt().filter(at -> !at.isAfter(now)).isPresent()) {
        Verdict.on(entry.kind().direction(), entry.phone())
            .ifPresent(verdict -> settle(entry, verdict));
      }
    }
  }

  /** Decides about a payment that waits; whether there was one. */
  synchronized boolean resolve(String id, Verdict verdict) {
    var waiting = Optional.ofNullable(open.get(id));
    waiting.ifPresent(entry -> settle(entry, verdict));
    return waiting.isPresent();
  }

  /** Calls off a payment that has not gone to its operator yet; whether it could be. */
  synchronized boolean failEnqueued(Kind kind, String id) {
    var enqueued = find(kind, id).filter(entry -> entry.status() == Status.ENQUEUED);
    enqueued.ifPresent(
        entry -> settle(entry, Verdict.no("MANUALLY_CANCELLED", "It was cancelled.")));
    return enqueued.isPresent();
  }

  synchronized Operator.State state(String provider, Kind kind) {
    return states.getOrDefault(provider + "/" + kind, Operator.State.OPERATIONAL);
  }

  synchronized void set(String provider, Kind kind, Operator.State state) {
    states.put(provider + "/" + kind, state);
  }

  /** The operator a number was ported to. */
  synchronized Optional<Operator> portedTo(String phone) {
    return Optional.ofNullable(ported.get(phone)).flatMap(Operator::named);
  }

  synchronized void port(String phone, String provider) {
    ported.put(phone, provider);
  }

  static Wallet wallet(Entry entry) {
    return new Wallet(entry.country(), entry.currency());
  }

  private Operator.State state(Entry entry) {
    return state(entry.provider(), entry.kind());
  }

  private Optional<Instant> settlement(Entry entry) {
    return Verdict.on(entry.kind().direction(), entry.phone())
        .map(verdict -> clock.instant().plus(delay));
  }

  private void settle(Entry entry, Verdict verdict) {
    boolean other = verdict.completed() && faults.take(Fault.OTHER_AMOUNT);
    var moved = other ? new BigDecimal(entry.amount()).add(BigDecimal.ONE) : null;
    var ended =
        verdict.completed()
            ? entry.completed(moved == null ? entry.amount() : moved.toPlainString())
            : entry.failed(verdict.code().orElseThrow(), verdict.message().orElseThrow());
    settled.accept(write(ended));
  }

  private Entry write(Entry entry) {
    file.ifPresent(book -> append(book, entry));
    note(entry);
    return entry;
  }

  private void note(Entry entry) {
    entries.put(entry.id(), entry);
    if (entry.status().isFinal()) {
      open.remove(entry.id());
    } else {
      open.put(entry.id(), entry);
    }
    if (entry.status() == Status.COMPLETED) {
      move(entry);
    }
  }

  private void move(Entry entry) {
    var amount = new BigDecimal(entry.amount());
    var signed = entry.kind() == Kind.DEPOSIT ? amount : amount.negate();
    var fee = amount.multiply(FEE).setScale(2, RoundingMode.HALF_UP);
    var wallet = wallet(entry);
    var balance = balance(wallet).add(signed).subtract(fee);
    balances.put(wallet, balance);
    lines
        .computeIfAbsent(wallet, none -> new ArrayList<>())
        .add(new Line(entry, signed, fee, balance));
  }

  private void read(Path book) {
    try {
      var text = Files.readString(book);
      text.lines().flatMap(Book::whole).forEach(this::note);
      if (!text.isEmpty() && !text.endsWith("\n")) {
        Files.writeString(book, "\n", StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a line keeps; of one that was not written whole nobody was told. */
  private static Stream<Entry> whole(String line) {
    try {
      return Stream.of(Entry.of(JSON.readTree(line)));
    } catch (JacksonException torn) {
      return Stream.empty();
    }
  }

  private static void append(Path book, Entry entry) {
    try {
      Files.writeString(
          book,
          JSON.writeValueAsString(entry.kept()) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
