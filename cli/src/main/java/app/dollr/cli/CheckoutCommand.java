package app.dollr.cli;

import app.dollr.wire.CreateCheckoutSourceRequestPayload;
import app.dollr.wire.PaymentSourceItemInput;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "checkout", description = "Make an invoice or order and the page to pay it.")
final class CheckoutCommand implements Action {
  private final Shell shell;

  /** Who shows the payer the page. */
  enum Mode {
    HOSTED,
    DIRECT
  }

  @Option(names = "--phone", required = true, description = "The payer's phone: 231771234567.")
  private String phone = "";

  @Option(names = "--name", description = "The payer's name.")
  private @Nullable String name;

  @Option(names = "--email", description = "The payer's e-mail.")
  private @Nullable String email;

  @Option(names = "--mode", description = "${COMPLETION-CANDIDATES} (default: HOSTED).")
  private Mode mode = Mode.HOSTED;

  @Option(names = "--label", description = "Your own reference_id of it, any text.")
  private @Nullable String label;

  @Option(names = "--success-url", description = "Where the payer goes who has paid.")
  private @Nullable String successUrl;

  @Option(names = "--cancel-url", description = "Where the payer goes who does not pay.")
  private @Nullable String cancelUrl;

  @Option(names = "--expires", description = "Until when it can be paid (default: for 24 hours).")
  private @Nullable Instant expires;

  @Mixin private Sale sale = new Sale();

  CheckoutCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var code = sale.currency();
    var checkout =
        new CreateCheckoutSourceRequestPayload(
            mode.name(),
            sale.type(),
            name,
            phone,
            email,
            null,
            code,
            List.of(new PaymentSourceItemInput(sale.item(), code, sale.amount(), sale.qty())),
            label,
            sale.note(),
            null,
            successUrl,
            cancelUrl,
            expires,
            null);
    return shell.print(shell.dollr().checkouts().create(checkout));
  }
}
