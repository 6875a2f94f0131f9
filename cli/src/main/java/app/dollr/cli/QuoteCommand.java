package app.dollr.cli;

import app.dollr.client.QuoteRequest;
import app.dollr.wire.AmountAndFeePredictionResponse;
import app.dollr.wire.FeeBearer;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.SourceType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "quote",
    description = "Tell what an amount, or paying an invoice or order, costs whom.")
final class QuoteCommand implements Action {
  private final Shell shell;

  @Option(
      names = "--amount",
      converter = Decimals.AboveZero.class,
      description = "The total: 250.00.")
  private @Nullable BigDecimal amount;

  @Option(names = "--currency", description = "What the total is in.")
  private @Nullable String currency;

  @Option(names = "--invoice", paramLabel = "ID", description = "A published one, instead.")
  private @Nullable Long invoice;

  @Option(names = "--order", paramLabel = "ID", description = "A published one, instead.")
  private @Nullable Long order;

  @Option(names = "--method", required = true, description = "${COMPLETION-CANDIDATES}.")
  private PaymentMethod method = PaymentMethod.WALLET;

  @Option(names = "--payer-currency", description = "What the payer pays in, if it differs.")
  private @Nullable String payerCurrency;

  @Option(names = "--operation", description = "${COMPLETION-CANDIDATES} (default: COLLECTION).")
  private OperationType operation = OperationType.COLLECTION;

  @Option(names = "--fee-bearer", description = "${COMPLETION-CANDIDATES} (default: PAYER).")
  private FeeBearer feeBearer = FeeBearer.PAYER;

  QuoteCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    return shell.print(quote());
  }

  private AmountAndFeePredictionResponse quote() {
    if (invoice != null) {
      return source(SourceType.INVOICE, invoice);
    }
    if (order != null) {
      return source(SourceType.ORDER, order);
    }
    if (amount == null || currency == null) {
      throw new SettingsException("give --amount and --currency, or --invoice, or --order");
    }
    var other = payerCurrency == null ? currency : payerCurrency;
    var request = new QuoteRequest(operation, method, amount, currency, other, feeBearer);
    return shell.dollr().predictions().amountAndFees(request);
  }

  private AmountAndFeePredictionResponse source(SourceType type, long id) {
    if (payerCurrency == null) {
      throw new SettingsException("give --payer-currency: what the payer would pay in");
    }
    return shell.dollr().predictions().sourceAmountAndFees(type, id, method, payerCurrency);
  }
}
