package app.dollr.cli;

import app.dollr.client.RefundRequest;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "refund", description = "Give back a collection or a part of it.")
final class RefundCommand implements Action {
  private final Shell shell;

  @Parameters(paramLabel = "REFERENCE", description = "The collection's reference_id.")
  private String original = "";

  @Option(
      names = "--amount",
      converter = Decimals.AboveZero.class,
      required = true,
      description = "What to give back, in the currency of the invoice or order.")
  private BigDecimal amount = BigDecimal.ZERO;

  @Option(names = "--reason", description = "Why, for your books.")
  private @Nullable String reason;

  @Option(names = "--reference", description = "The refund's own name, a version-4 UUID.")
  private @Nullable String reference;

  @Mixin private Waiting waiting = new Waiting();

  RefundCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var steps = new Steps(shell);
    var dollr = shell.dollr();
    var refunded =
        waiting.isWanted()
            ? dollr.refundAndWait(request(), waiting.timeout(), steps)
            : dollr.refund(request(), steps);
    Payments.print(shell, refunded, refunded.outcome());
    return waiting.exitCode(refunded.outcome());
  }

  private RefundRequest request() {
    var request = RefundRequest.of(original, amount);
    if (reason != null) {
      request = request.because(reason);
    }
    return reference == null ? request : request.named(reference);
  }
}
