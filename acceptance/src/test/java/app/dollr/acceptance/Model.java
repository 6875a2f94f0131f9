package app.dollr.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What a merchant's money has to be like, in a few lines of plain arithmetic: US dollars through
 * the Orange network, under the fees a platform begins with. All amounts are cents.
 */
final class Model {
  /** What will become of a movement. */
  enum Fate {
    PAYS,
    FAILS,
    WAITS
  }

  /** Where a movement stands. */
  enum State {
    PROCESSING,
    COMPLETED,
    FAILED
  }

  /** A document and where it stands. */
  static final class Document {
    final long id;
    final long total;
    String status = "ACTIVE";

    Document(long id, long total) {
      this.id = id;
      this.total = total;
    }
  }

  /** A movement of money. */
  static final class Movement {
    final String operation;
    final UUID reference;
    final long base;
    final long platform;
    final long gateway;
    final Fate fate;
    final Supplier<Reply> again;
    State state = State.PROCESSING;
    Document document = new Document(0, 0);
    List<Movement> refunds = new ArrayList<>();
    Fate refundsFate = Fate.PAYS;
    long payment;

    Movement(
        String operation,
        UUID reference,
        long base,
        long platform,
        long gateway,
        Fate fate,
        Supplier<Reply> again) {
      this.operation = operation;
      this.reference = reference;
      this.base = base;
      this.platform = platform;
      this.gateway = gateway;
      this.fate = fate;
      this.again = again;
    }

    /** What it takes of the payer. */
    long debit() {
      return base + platform + gateway;
    }

    /** What of it can still be refunded. */
    long refundable() {
      return base
          - refunds.stream().filter(r -> r.state != State.FAILED).mapToLong(r -> r.base).sum();
    }
  }

  final List<Document> documents = new ArrayList<>();
  final List<Movement> movements = new ArrayList<>();
  private final Map<String, Long> accounts = new TreeMap<>();

  Model(long funded) {
    post("FUNDING", "WALLET", funded);
  }

  /** A part of an amount in hundredths of a percent, rounded half-up. */
  static long part(long amount, long basisPoints) {
    return (amount * basisPoints + 5000) / 10_000;
  }

  long at(String account) {
    return accounts.getOrDefault(account, 0L);
  }

  Map<String, Long> accounts() {
    return accounts;
  }

  void collecting(Movement movement, Document document) {
    movement.document = document;
    document.status = "PROCESSING";
    movements.add(movement);
  }

  /** A payout or refund is accepted: it has failed at once if the wallet has too little. */
  void goingOut(Movement movement) {
    movements.add(movement);
    if (movement.debit() > at("WALLET")) {
      movement.state = State.FAILED;
    } else {
      post("WALLET", "RESERVED", movement.debit());
    }
  }

  void transferring(Movement movement) {
    movements.add(movement);
    if (movement.debit() > at("WALLET")) {
      movement.state = State.FAILED;
    } else {
      movement.state = State.COMPLETED;
      post("WALLET", "PARTY_WALLET", movement.base);
      post("WALLET", "PLATFORM_FEES", movement.platform);
    }
  }

  /** All that is decided comes to its end. */
  void settle() {
    movements.stream()
        .filter(m -> m.state == State.PROCESSING && m.fate != Fate.WAITS)
        .forEach(m -> end(m, m.fate == Fate.PAYS));
  }

  void end(Movement movement, boolean paid) {
    movement.state = paid ? State.COMPLETED : State.FAILED;
    if (movement.operation.equals("collection")) {
      movement.document.status = paid ? "PAID" : "ACTIVE";
      if (paid) {
        shareOut(movement, "GATEWAY_CLEARING", "WALLET");
      }
    } else if (paid) {
      shareOut(movement, "RESERVED", "GATEWAY_CLEARING");
    } else {
      post("RESERVED", "WALLET", movement.debit());
    }
  }

  private void shareOut(Movement movement, String from, String to) {
    post(from, to, movement.base);
    post(from, "PLATFORM_FEES", movement.platform);
    post(from, "GATEWAY_FEES", movement.gateway);
  }

  private void post(String from, String to, long amount) {
    accounts.merge(from, -amount, Long::sum);
    accounts.merge(to, amount, Long::sum);
  }
}
