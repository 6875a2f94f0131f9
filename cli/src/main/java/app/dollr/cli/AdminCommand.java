package app.dollr.cli;

import app.dollr.wire.MerchantType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The operator's commands. */
final class AdminCommand {
  private static final List<String> FAULTS =
      List.of("timeout", "unreachable", "duplicate", "late", "other_amount", "no_callback");

  private AdminCommand() {}

  static CommandLine of(Shell shell) {
    return Group.of(
        "admin",
        "The operator's commands.",
        merchants(shell),
        clients(shell),
        keys(shell),
        AdminFeesCommand.fees(shell),
        AdminFeesCommand.fx(shell),
        sandbox(shell),
        exceptions(shell),
        settlements(shell));
  }

  private static CommandLine merchants(Shell shell) {
    return Group.of(
        "merchants",
        "The merchants of this server.",
        new CreateMerchant(shell),
        Group.simple("list", "List merchants.", () -> shell.printAll(shell.admin().merchants())),
        new VerifyMerchant(shell),
        new LookCommand(shell),
        new LogoCommand(shell),
        new AdminFeesCommand.AssignTier(shell));
  }

  private static CommandLine clients(Shell shell) {
    return Group.of(
        "clients",
        "The credentials that merchants' programs use.",
        new RotateClient(shell),
        new RevokeClient(shell));
  }

  private static CommandLine keys(Shell shell) {
    return Group.of(
        "keys",
        "The keys that sign access tokens.",
        Group.simple(
            "rotate",
            "Sign new tokens with a new key.",
            () -> shell.print(shell.admin().rotateKeys())),
        Group.simple(
            "list",
            "List the keys, not what they are.",
            () -> shell.printAll(shell.admin().keys())));
  }

  private static CommandLine sandbox(Shell shell) {
    var faults =
        Group.simple(
            "faults",
            "Show how often the simulators will misbehave: " + String.join(", ", FAULTS) + ".",
            () -> shell.print(shell.admin().faults()));
    faults.addSubcommand(new SetFaults(shell));
    faults.addSubcommand(
        Group.simple("clear", "Let the simulators behave.", () -> clearFaults(shell)));
    return Group.of(
        "sandbox", "The simulated gateways.", new Resolve(shell), new Fund(shell), faults);
  }

  private static CommandLine exceptions(Shell shell) {
    return Group.of(
        "exceptions",
        "What the gateways reported and the books could not take.",
        Group.simple(
            "list",
            "List what an operator has to look at; what is not settled comes first.",
            () -> listExceptions(shell)),
        new ResolveException(shell));
  }

  private static ExitCode listExceptions(Shell shell) {
    var exceptions = shell.admin().exceptions();
    shell.printAll(
        exceptions,
        "id",
        "kind",
        "merchant_id",
        "reference_id",
        "amount",
        "currency",
        "direction",
        "noted_at",
        "resolution");
    if (!shell.json()) {
      exceptions.valueStream().filter(AdminCommand::waits).forEach(it -> explain(shell, it));
    }
    return ExitCode.OK;
  }

  private static boolean waits(JsonNode exception) {
    return !exception.path("resolution").isString();
  }

  private static void explain(Shell shell, JsonNode exception) {
    shell.say("");
    shell.say(
        "%s: %s".formatted(exception.path("id").asString(), exception.path("said").asString()));
    exception
        .path("next")
        .stringValueOpt()
        .ifPresent(next -> shell.say("   What to do: %s.".formatted(next)));
  }

  private static CommandLine settlements(Shell shell) {
    return Group.of(
        "settlements",
        "The statements of gateways that were imported with reconcile.",
        Group.simple(
            "list",
            "List statements, the newest first.",
            () -> shell.printAll(shell.admin().settlements())),
        new BookLine(shell));
  }

  private static ExitCode clearFaults(Shell shell) {
    Map<String, Integer> none = new LinkedHashMap<>();
    FAULTS.forEach(name -> none.put(name, 0));
    return shell.print(shell.admin().setFaults(none));
  }

  /** Names a value as the settings do, in a form that a shell can source. */
  private static void sayVariables(Shell shell, JsonNode answer, Map<String, String> names) {
    names.forEach((key, name) -> {
      var value = answer.path(key);
      if (!value.isMissingNode() && !value.isNull()) {
        shell.say(name + "=" + (value.isString() ? value.stringValue() : value.toString()));
      }
    });
  }

  private static Map<String, String> credentialNames() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("client_id", "DOLLR_CLIENT_ID");
    names.put("client_secret", "DOLLR_CLIENT_SECRET");
    names.put("merchant_id", "DOLLR_MERCHANT_ID");
    names.put("merchant_type", "DOLLR_MERCHANT_TYPE");
    names.put("passcode", "DOLLR_PASSCODE");
    names.put("passcode_phone", "DOLLR_PASSCODE_PHONE");
    names.put("wallet_id", "DOLLR_WALLET_ID");
    return names;
  }

  private static ExitCode printCredentials(Shell shell, JsonNode answer) {
    if (shell.json()) {
      return shell.print(answer);
    }
    sayVariables(shell, answer, credentialNames());
    return ExitCode.OK;
  }

  @Command(
      name = "create",
      description = "Make a merchant and print its credentials, which are not shown again.")
  static final class CreateMerchant implements Action {
    private final Shell shell;

    @Option(names = "--name", required = true, description = "The business's name.")
    private String name = "";

    @Option(names = "--type", required = true, description = "${COMPLETION-CANDIDATES}.")
    private MerchantType type = MerchantType.ORGANIZATION;

    @Option(names = "--verified", description = "May do all at once.")
    private boolean verified;

    @Option(
        names = "--fund",
        paramLabel = "USD:1000",
        converter = Funds.Converter.class,
        description = "Put money into its wallet; in a sandbox only, and once for each currency.")
    private List<Funds> funds = new ArrayList<>();

    @Option(names = "--email", description = "The e-mail.")
    private @Nullable String email;

    @Option(names = "--phone", description = "The phone.")
    private @Nullable String phone;

    CreateMerchant(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      Map<String, Object> merchant = new LinkedHashMap<>();
      merchant.put("name", name);
      merchant.put("type", type);
      merchant.put("verified", verified);
      if (email != null) {
        merchant.put("email", email);
      }
      if (phone != null) {
        merchant.put("phone", phone);
      }
      var admin = shell.admin();
      var created = (ObjectNode) admin.createMerchant(merchant);
      try {
        created.set("wallet_id", wallet(admin, created.path("merchant_id").longValue()));
      } finally {
        printCredentials(shell, created);
      }
      return ExitCode.OK;
    }

    /** The wallet in dollars, after the money that is wanted is in its wallets. */
    private JsonNode wallet(Admin admin, long merchant) {
      for (var wanted : funds) {
        admin.fund(merchant, wanted.currency(), wanted.amount());
      }
      return admin.wallet(merchant, "USD").path("wallet_id");
    }
  }

  @Command(name = "verify", description = "Mark a merchant as verified.")
  static final class VerifyMerchant implements Action {
    private final Shell shell;

    @Parameters(paramLabel = "ID")
    private long id;

    VerifyMerchant(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      return shell.print(shell.admin().verifyMerchant(id));
    }
  }

  @Command(
      name = "rotate",
      description = "Give a client a new secret and print it, which is not shown again.")
  static final class RotateClient implements Action {
    private final Shell shell;

    @Parameters(paramLabel = "CLIENT_ID")
    private String clientId = "";

    RotateClient(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      return printCredentials(shell, shell.admin().rotateClient(clientId));
    }
  }

  @Command(name = "revoke", description = "Take a client's access away, its tokens included.")
  static final class RevokeClient implements Action {
    private final Shell shell;

    @Parameters(paramLabel = "CLIENT_ID")
    private String clientId = "";

    RevokeClient(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      return shell.print(shell.admin().revokeClient(clientId));
    }
  }

  @Command(name = "resolve", description = "Settle a payment that waits.")
  static final class Resolve implements Action {
    private final Shell shell;

    /** How it is settled. */
    enum Outcome {
      COMPLETED,
      FAILED
    }

    @Parameters(index = "0", paramLabel = "REFERENCE")
    private String reference = "";

    @Parameters(index = "1", paramLabel = "OUTCOME", description = "${COMPLETION-CANDIDATES}.")
    private Outcome outcome = Outcome.COMPLETED;

    Resolve(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      return shell.print(shell.admin().resolve(reference, outcome.name().toLowerCase(Locale.ROOT)));
    }
  }

  @Command(name = "resolve", description = "Settle an exception, once and for all.")
  static final class ResolveException implements Action {
    private final Shell shell;

    @Parameters(paramLabel = "ID")
    private long id;

    @ArgGroup(multiplicity = "1")
    private How how = new How();

    /** One of the ways. */
    static final class How {
      @Option(
          names = "--refund",
          required = true,
          description = "The gateway has given the money back, or got it back.")
      private boolean refund;

      @Option(
          names = "--credit",
          required = true,
          description = "It is the merchant's: credit its wallet, or debit it for what went out.")
      private boolean credit;

      @Option(
          names = "--write-off",
          required = true,
          description = "The platform keeps what came in, or bears what went out.")
      private boolean writeOff;

      String resolution() {
        return writeOff ? "WRITE_OFF" : credit ? "CREDIT" : refund ? "REFUND" : "";
      }
    }

    ResolveException(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      return shell.print(shell.admin().resolveException(id, how.resolution()));
    }
  }

  @Command(
      name = "book",
      description = "Book a line that nothing explains, once it is known what it is.")
  static final class BookLine implements Action {
    private final Shell shell;

    @Option(names = "--gateway", required = true, description = "${COMPLETION-CANDIDATES}.")
    private ReconcileCommand.Gateway gateway = ReconcileCommand.Gateway.STRIPE;

    @Parameters(paramLabel = "LINE")
    private String line = "";

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    /** One of the accounts. */
    static final class What {
      @Option(
          names = "--cost",
          required = true,
          description = "The gateway has charged it, or given it for free.")
      private boolean cost;

      @Option(
          names = "--bank",
          required = true,
          description = "It went to the platform's bank, or came from it.")
      private boolean bank;

      String account() {
        return bank ? "BANK" : cost ? "GATEWAY_COST" : "";
      }
    }

    BookLine(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      return shell.print(shell.admin().bookLine(gateway.name(), line, what.account()));
    }
  }

  @Command(name = "fund", description = "Put money into a merchant's wallet.")
  static final class Fund implements Action {
    private final Shell shell;

    @Parameters(index = "0", paramLabel = "MERCHANT")
    private long merchant;

    @Parameters(index = "1", paramLabel = "USD:1000", converter = Funds.Converter.class)
    private Funds funds = new Funds("USD", BigDecimal.ZERO);

    Fund(Shell shell) {
      this.shell = shell;
    }

    @Override
    public ExitCode run() {
      return shell.print(shell.admin().fund(merchant, funds.currency(), funds.amount()));
    }
  }

  @Command(name = "set", description = "Set some of them: timeout=2 duplicate=1.")
  static final class SetFaults implements Action {
    private final Shell shell;

    @Parameters(paramLabel = "NAME=COUNT", arity = "1..*")
    private Map<String, Integer> counts = new LinkedHashMap<>();

    SetFaults(Shell shell) {
      this.shell = shell;
    }

    /** The server takes the whole set, so the others are read first. */
    @Override
    public ExitCode run() {
      var admin = shell.admin();
      Map<String, Integer> all = new TreeMap<>();
      admin
          .faults()
          .properties()
          .forEach(fault -> all.put(fault.getKey(), fault.getValue().asInt()));
      all.putAll(counts);
      return shell.print(admin.setFaults(all));
    }
  }
}
