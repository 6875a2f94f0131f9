package app.dollr.cli;

import app.dollr.client.CollectListener;
import app.dollr.client.CollectRequest;
import app.dollr.wire.CounterPartyResponse;
import app.dollr.wire.ExecutionResponse;
import app.dollr.wire.PartyResponse;
import app.dollr.wire.PaymentAccountResponse;
import app.dollr.wire.PredictPhonePaymentInfoResponse;
import app.dollr.wire.SourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Prints each step of a collection, with the time since the first and the ids it made. */
final class Steps implements CollectListener {
  private final Shell shell;
  private final Instant start;

  Steps(Shell shell) {
    this.shell = shell;
    this.start = shell.terminal().clock().instant();
  }

  /** How long it has been. */
  String elapsed() {
    var passed = Duration.between(start, shell.terminal().clock().instant());
    return String.format(Locale.ROOT, "%.2f s", passed.toMillis() / 1000.0);
  }

  /** One line: when, what, and which. */
  void step(String what, String which) {
    var time = shell.styled(Style.FAINT, "%9s".formatted(elapsed()));
    shell.say("%s  %-16s %s".formatted(time, what, which));
  }

  @Override
  public void operatorFound(PredictPhonePaymentInfoResponse operator) {
    step("operator", operator.carrier() + ", method " + operator.paymentMethod());
  }

  @Override
  public void partyCreated(PartyResponse party) {
    step("party", party.id() + "  " + party.fullname());
  }

  @Override
  public void counterpartyCreated(CounterPartyResponse counterparty) {
    step("counterparty", counterparty.id() + "  " + counterparty.relationshipType());
  }

  @Override
  public void documentCreated(SourceType type, long id, String number) {
    step(name(type), id + "  " + number);
  }

  @Override
  public void lineAdded(long id, CollectRequest.Item item) {
    var amount = item.amount().toPlainString();
    step("line", "%d  %s, %d x %s".formatted(id, item.name(), item.qty(), amount));
  }

  @Override
  public void documentPublished(SourceType type, long id) {
    step("published", name(type) + " " + id + " can be paid");
  }

  @Override
  public void paymentAccountCreated(PaymentAccountResponse account) {
    step("payment account", account.id() + "  " + account.method());
  }

  @Override
  public void sessionCreated(long sessionId) {
    step("session", Long.toString(sessionId));
  }

  @Override
  public void executing(String referenceId) {
    step("execution", referenceId);
  }

  @Override
  public void statusChanged(ExecutionResponse execution) {
    var status = String.valueOf(execution.status());
    step("status", shell.styled(style(status), status));
  }

  static String name(SourceType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private static Style style(String status) {
    return switch (status) {
      case "COMPLETED" -> Style.GREEN;
      case "FAILED" -> Style.RED;
      default -> Style.YELLOW;
    };
  }
}
