package app.dollr.cli;

import app.dollr.client.PayoutRequest;
import app.dollr.wire.PasscodeDevice;
import app.dollr.wire.PasscodeToken;
import app.dollr.wire.PaymentMethod;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "payout",
    description = "Pay out to a phone: party, account, session, payment, all at once.")
final class PayoutCommand implements Action {
  private final Shell shell;

  @Option(names = "--name", description = "The recipient's name.")
  private @Nullable String name;

  @Option(names = "--phone", description = "The recipient's phone: 231771234567.")
  private @Nullable String phone;

  @Option(names = "--party", paramLabel = "ID", description = "The recipient, if known already.")
  private @Nullable Long party;

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = "The account of an earlier payout, instead of name and phone.")
  private @Nullable Long account;

  @Option(
      names = "--method",
      description = "How to pay: ${COMPLETION-CANDIDATES} (default: the phone's operator).")
  private @Nullable PaymentMethod method;

  @Option(
      names = "--passcode",
      description = "What approves it (default: DOLLR_PASSCODE of the settings).")
  private @Nullable String passcode;

  @Option(
      names = "--passcode-phone",
      description = "Whose passcode it is (default: the merchant's own).")
  private @Nullable String passcodePhone;

  @Option(names = "--reference", description = "The payout's name, a version-4 UUID.")
  private @Nullable String reference;

  @Mixin private Arriving arriving = new Arriving();
  @Mixin private Waiting waiting = new Waiting();

  PayoutCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var request = request();
    var steps = new Steps(shell);
    var dollr = shell.dollr();
    var paid =
        waiting.isWanted()
            ? dollr.payOutAndWait(request, waiting.timeout(), steps)
            : dollr.payOut(request, steps);
    Payments.print(shell, paid, paid.outcome());
    return waiting.exitCode(paid.outcome());
  }

  private PayoutRequest request() {
    var request =
        PayoutRequest.builder()
            .amount(arriving.amount(), arriving.currency())
            .passcode(new PasscodeToken(code(shell, passcode), null, passcodePhone))
            .device(device());
    recipient(request);
    if (method != null) {
      request.method(method);
    }
    if (reference != null) {
      request.referenceId(reference);
    }
    return request.build();
  }

  private void recipient(PayoutRequest.Builder request) {
    if (account != null) {
      request.payoutAccount(account);
    } else if (phone != null && party != null) {
      request.knownRecipient(party, phone);
    } else if (phone != null && name != null) {
      request.recipient(name, phone);
    } else {
      throw new SettingsException("give --name and --phone, or --account of an earlier payout");
    }
  }

  /** The code that is given, or that of the settings. */
  static String code(Shell shell, @Nullable String given) {
    return Optional.ofNullable(given)
        .or(() -> Optional.ofNullable(shell.settings().get("DOLLR_PASSCODE")))
        .orElseThrow(() -> new SettingsException("give --passcode, or set DOLLR_PASSCODE"));
  }

  /** Where the passcode was given: here. */
  static PasscodeDevice device() {
    return new PasscodeDevice(
        "dollr", "DESKTOP", System.getProperty("os.name"), "dollr-cli", "127.0.0.1");
  }
}
