package app.dollr.gateways.pawapay;

import static java.lang.Double.NaN;

import app.dollr.gateways.Gateway;
import app.dollr.gateways.GatewayKeys;
import app.dollr.gateways.Instruction;
import app.dollr.gateways.NewsListener;
import app.dollr.gateways.Outcome;
import app.dollr.gateways.pawapay.PawapayClient.Answer;
import app.dollr.platform.database.Transaction;
import app.dollr.platform.http.Resource;
import app.dollr.platform.jobs.Job;
import app.dollr.routing.Prediction;
import app.dollr.routing.Prompt;
import app.dollr.routing.Rail;
import app.dollr.values.CurrencyCode;
import app.dollr.values.PhoneNumber;
import app.dollr.wire.OperationType;
import app.dollr.wire.OperatorState;
import app.dollr.wire.PaymentMethod;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Mobile money by pawaPay. A payment is told once, by a key that makes repeating it harmless; it
 * has failed only when pawaPay says so, and whatever else comes back is uncertain.
 */
public final class PawapayGateway implements Gateway, AutoCloseable {
  /** The name it is kept under. */
  public static final String NAME = "pawapay";

  private final PawapayConfig config;
  private final PawapayClient client;
  private final Alarms alarms;
  private final Words words;
  private final Discovery discovery;
  private final Predictor predictor;
  private final Clock clock;

  public PawapayGateway(PawapayConfig config, MeterRegistry metrics, Clock clock) {
    this.config = config;
    this.client = new PawapayClient(config, clock);
    this.alarms = new Alarms(metrics);
    this.words = new Words(config.providers(), alarms);
    this.discovery = new Discovery(client, config, metrics, clock);
    this.predictor = new Predictor(config, client, clock);
    this.clock = clock;
    config.providers().forEach((method, provider) -> measure(method, provider, metrics));
  }

  /** Shows how it stands with an operator: 1 when it works, 0.5 when delayed, 0 when closed. */
  private void measure(PaymentMethod method, String provider, MeterRegistry metrics) {
    for (var operation : OperationType.values()) {
      if (operation != OperationType.TRANSFER) {
        Gauge.builder(
                "dollr.gateway.operator",
                () -> discovery.state(provider, operation).map(PawapayGateway::figure).orElse(NaN))
            .description("How it stands with an operator: 1 operational, 0.5 delayed, 0 closed")
            .tag("gateway", NAME)
            .tag("method", method.name())
            .tag("operation", operation.name())
            .register(metrics);
      }
    }
  }

  private static Number figure(OperatorState state) {
    return switch (state) {
      case OPERATIONAL -> 1;
      case DELAYED -> 0.5;
      case CLOSED -> 0;
    };
  }

  /** The route at which it calls back. */
  public Resource callbacks(GatewayKeys keys, NewsListener listener) {
    return new CallbackResource(
        config.callbacks(),
        new CallbackKeys(client, config, clock),
        keys,
        words,
        alarms,
        listener,
        clock);
  }

  /** The job that keeps what is known of its operators up to date. */
  public Job discovery() {
    return discovery;
  }

  /** What can be found out about the connection. */
  public PawapayChecks checks(String callbackUrl) {
    return new PawapayChecks(config, client, callbackUrl, clock);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Outcome submit(Instruction instruction) {
    Transaction.refuseInside("a gateway call");
    var provider = config.providers().get(instruction.method());
    if (provider == null) {
      return new Outcome.Uncertain("%s is not connected".formatted(instruction.method()));
    }
    try {
      var path = path(instruction.operation());
      var answer = client.post(path, body(instruction, provider), config.toSubmit());
      return switch (answer.status() == 200 ? answer.text("status") : "") {
        case "ACCEPTED" -> new Outcome.Taken();
        case "REJECTED" -> rejected(instruction, answer);
        case "DUPLICATE_IGNORED" -> ask(instruction);
        default -> unclear(instruction, answer);
      };
    } catch (NoAnswer e) {
      return new Outcome.Uncertain(e.why());
    }
  }

  @Override
  public Outcome ask(Instruction instruction) {
    Transaction.refuseInside("a gateway call");
    try {
      var path = path(instruction.operation()) + "/" + instruction.key().value();
      var answer = client.get(path, config.toAsk());
      return switch (answer.status() == 200 ? answer.text("status") : "") {
        case "NOT_FOUND" -> new Outcome.Absent();
        case "FOUND" ->
            Said.read(answer.body().path("data"))
                .map(said -> words.outcome(said, instruction))
                .orElseGet(() -> unclear(instruction, answer));
        default -> unclear(instruction, answer);
      };
    } catch (NoAnswer e) {
      return new Outcome.Uncertain(e.why());
    }
  }

  @Override
  public boolean takesRefundsInTurn() {
    return true;
  }

  @Override
  public boolean callsBackByKey() {
    return true;
  }

  @Override
  public Optional<String> obstacle(Rail rail, OperationType operation) {
    var provider = config.providers().get(rail.method());
    if (provider == null) {
      return Optional.of("%s is not connected".formatted(rail.method()));
    }
    return discovery
        .obstacle(provider, operation)
        .map(why -> "%s %s".formatted(rail.method(), why));
  }

  @Override
  public Optional<OperatorState> state(Rail rail, OperationType operation) {
    return provider(rail).flatMap(provider -> discovery.state(provider, operation));
  }

  @Override
  public Optional<Instant> operatorsKnownAt() {
    return discovery.knownAt();
  }

  @Override
  public Optional<Rail.Limits> limits(Rail rail, OperationType operation, CurrencyCode currency) {
    return provider(rail).flatMap(provider -> discovery.limits(provider, operation, currency));
  }

  @Override
  public boolean predicts() {
    return true;
  }

  @Override
  public Prediction predict(PhoneNumber phone, Set<PaymentMethod> candidates) {
    return predictor.predict(phone, candidates);
  }

  @Override
  public Optional<Prompt> prompt(Rail rail) {
    return provider(rail).flatMap(discovery::prompt);
  }

  @Override
  public void close() {
    client.close();
  }

  private Optional<String> provider(Rail rail) {
    return Optional.ofNullable(config.providers().get(rail.method()));
  }

  private static String path(OperationType operation) {
    return switch (operation) {
      case COLLECTION -> "/v2/deposits";
      case PAYOUT -> "/v2/payouts";
      case REFUND -> "/v2/refunds";
      case TRANSFER -> throw new IllegalStateException("a transfer goes through no gateway");
    };
  }

  private static Map<String, Object> body(Instruction told, String provider) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(Said.idOf(told.operation()), told.key().value().toString());
    told.original()
        .filter(key -> told.operation() == OperationType.REFUND)
        .ifPresent(key -> body.put("depositId", key.value().toString()));
    body.put("amount", told.amount().amount().stripTrailingZeros().toPlainString());
    body.put("currency", told.amount().currency().code());
    body.put("clientReferenceId", told.reference().toString());
    if (told.operation() != OperationType.REFUND) {
      var account = Map.of("phoneNumber", told.instrument().phone().digits(), "provider", provider);
      body.put(Said.partyOf(told.operation()), Map.of("type", "MMO", "accountDetails", account));
    }
    return body;
  }

  /** A rejection without a reason, or for none that is known, is no clear no. */
  private Outcome rejected(Instruction instruction, Answer answer) {
    var reason = answer.body().path("failureReason");
    var code = reason.path("failureCode").asString("");
    if (code.isEmpty() || code.equals("UNKNOWN_ERROR")) {
      return unclear(instruction, answer);
    }
    if (code.equals("REFUND_IN_PROGRESS")) {
      // The platform sends one at a time, so somebody else is giving the deposit back.
      alarms.raise("refund of others", "%s has to wait".formatted(instruction.key().value()));
      return new Outcome.NotNow("another refund of the deposit is under way");
    }
    if (code.equals("PAWAPAY_WALLET_OUT_OF_FUNDS")) {
      alarms.raise("out of funds", "pawaPay's wallet has less than a payment needs");
    }
    return new Outcome.Declined(code, reason.path("failureMessage").asString(code));
  }

  private Outcome unclear(Instruction instruction, Answer answer) {
    var code = answer.body().path("failureReason").path("failureCode").asString("");
    if (answer.status() < 500 && answer.status() != 429) {
      alarms.raise(
          "unexpected answer",
          "status %d %s about %s".formatted(answer.status(), code, instruction.key().value()));
    }
    return new Outcome.Uncertain("status %d %s".formatted(answer.status(), code));
  }
}
