package app.dollr.cli;

import app.dollr.wire.CreateCheckoutSourceRequestPayload;
import app.dollr.wire.PaymentSourceItemInput;
import app.dollr.wire.SourceType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

  @Option(
      names = "--amount",
      converter = Decimals.AboveZero.class,
      required = true,
      description = "What one piece costs: 250.00.")
  private BigDecimal amount = BigDecimal.ZERO;

  @Option(names = "--currency", required = true, description = "USD, LRD or RWF.")
  private String currency = "";

  @Option(names = "--item", description = "What it is for (default: ${DEFAULT-VALUE}).")
  private String item = "Payment";

  @Option(names = "--qty", description = "How many (default: ${DEFAULT-VALUE}).")
  private long qty = 1;

  @Option(names = "--mode", description = "${COMPLETION-CANDIDATES} (default: HOSTED).")
  private Mode mode = Mode.HOSTED;

  @Option(names = "--order", description = "Make an order instead of an invoice.")
  private boolean order;

  @Option(names = "--note", description = "A note on the invoice or order.")
  private @Nullable String note;

  @Option(names = "--label", description = "Your own reference_id of it, any text.")
  private @Nullable String label;

  @Option(names = "--success-url", description = "Where the payer goes who has paid.")
  private @Nullable String successUrl;

  @Option(names = "--cancel-url", description = "Where the payer goes who does not pay.")
  private @Nullable String cancelUrl;

  @Option(names = "--expires", description = "Until when it can be paid (default: for 24 hours).")
  private @Nullable Instant expires;

  CheckoutCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var code = currency.toUpperCase(Locale.ROOT);
    var checkout =
        new CreateCheckoutSourceRequestPayload(
            mode.name(),
            order ? SourceType.ORDER : SourceType.INVOICE,
            name,
            phone,
            email,
            null,
            code,
            List.of(new PaymentSourceItemInput(item, code, amount, qty)),
            label,
            note,
            null,
            successUrl,
            cancelUrl,
            expires,
            null);
    return shell.print(shell.dollr().checkouts().create(checkout));
  }
}
