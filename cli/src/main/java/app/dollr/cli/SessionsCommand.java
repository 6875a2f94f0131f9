package app.dollr.cli;

import app.dollr.wire.CreateCheckoutSessionPayload;
import app.dollr.wire.CreatePayoutSessionPayload;
import app.dollr.wire.CreateRefundSessionPayload;
import app.dollr.wire.CreateTransferSessionPayload;
import app.dollr.wire.SourceType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Occasions to move money. */
final class SessionsCommand {
  private SessionsCommand() {}

  static CommandLine of(Shell shell) {
    return Group.of(
        "sessions",
        "Occasions to move money.",
        new Create(shell),
        new Payout(shell),
        new Transfer(shell),
        new Refund(shell));
  }

  @Command(name = "create", description = "Open one on a published invoice or order.")
  static final class Create implements Action {
    private final Shell shell;

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    Create(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      return shell.print(shell.dollr().sessions().checkout(source.session()));
    }
  }

  @Command(name = "payout", description = "Open one to pay out to a payout account.")
  static final class Payout implements Action {
    private final Shell shell;

    @Option(names = "--account", required = true, paramLabel = "ID")
    private long account;

    @Mixin private Arriving arriving = new Arriving();

    Payout(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var session = new CreatePayoutSessionPayload(account, arriving.amount(), arriving.currency());
      return shell.print(shell.dollr().sessions().payout(session));
    }
  }

  @Command(name = "transfer", description = "Open one to move money to a counterparty's wallet.")
  static final class Transfer implements Action {
    private final Shell shell;

    @Option(names = "--wallet", required = true, paramLabel = "ID")
    private long wallet;

    @Option(names = "--counterparty", required = true, paramLabel = "ID")
    private long counterparty;

    @Mixin private Arriving arriving = new Arriving();
    @Mixin private Life life = new Life();

    Transfer(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var session =
          new CreateTransferSessionPayload(
              wallet, counterparty, arriving.amount(), arriving.currency(), life.end(shell));
      return shell.print(shell.dollr().sessions().transfer(session));
    }
  }

  @Command(name = "refund", description = "Open one to give back a collection or a part of it.")
  static final class Refund implements Action {
    private final Shell shell;

    @Option(
        names = "--payment",
        required = true,
        paramLabel = "ID",
        description = "The collection's payment_intent_id.")
    private long payment;

    @Option(
        names = "--amount",
        converter = Decimals.AboveZero.class,
        required = true,
        description = "In the document's currency.")
    private BigDecimal amount = BigDecimal.ZERO;

    @Option(names = "--reason", description = "Why, for your books.")
    private @Nullable String reason;

    @Mixin private Life life = new Life();

    Refund(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      var session = new CreateRefundSessionPayload(payment, amount, reason, life.end(shell));
      return shell.print(shell.dollr().sessions().refund(session));
    }
  }

  /** For how long it is open. */
  static final class Life {
    @Option(
        names = "--for",
        converter = Durations.class,
        description = "How long it is open, such as 10m (default: 30m).")
    private Duration life = Duration.ofMinutes(30);

    Instant end(Shell shell) {
      return shell.terminal().clock().instant().plus(life);
    }
  }

  /** Which document: one of the two. */
  static final class Source {
    @Option(names = "--invoice", required = true, paramLabel = "ID")
    private @Nullable Long invoice;

    @Option(names = "--order", required = true, paramLabel = "ID")
    private @Nullable Long order;

    CreateCheckoutSessionPayload session() {
      if (order != null) {
        return new CreateCheckoutSessionPayload(order, SourceType.ORDER);
      }
      return new CreateCheckoutSessionPayload(invoice == null ? 0 : invoice, SourceType.INVOICE);
    }
  }
}
