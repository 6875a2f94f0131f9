package app.dollr.gateways.pawapay;

import app.dollr.gateways.GatewayKey;
import app.dollr.gateways.GatewayKeys;
import app.dollr.gateways.News;
import app.dollr.gateways.NewsListener;
import app.dollr.gateways.Outcome;
import app.dollr.gateways.pawapay.HttpSignatures.Doubtful;
import app.dollr.gateways.pawapay.HttpSignatures.Message;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Route.Method;
import app.dollr.platform.http.Routes;
import app.dollr.platform.json.Json;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where pawaPay calls back. What is not signed as it has to be is refused; what is about nothing
 * that is known is counted and let be; and nothing that is said here moves money but through {@link
 * NewsListener}, which holds it against what was told.
 */
final class CallbackResource implements Resource {
  /** Where it is. */
  static final String PATH = "/callbacks/pawapay";

  private static final Logger LOG = LoggerFactory.getLogger(CallbackResource.class);
  private static final Answer HEARD = Answer.json(Map.of("status", "heard"));

  private final PawapayConfig.Callbacks kind;
  private final CallbackKeys signers;
  private final GatewayKeys keys;
  private final Words words;
  private final Alarms alarms;
  private final NewsListener listener;
  private final Clock clock;

  CallbackResource(
      PawapayConfig.Callbacks kind,
      CallbackKeys signers,
      GatewayKeys keys,
      Words words,
      Alarms alarms,
      NewsListener listener,
      Clock clock) {
    this.kind = kind;
    this.signers = signers;
    this.keys = keys;
    this.words = words;
    this.alarms = alarms;
    this.listener = listener;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes routes) {
    routes.open(Method.POST, PATH, this::hear);
  }

  private Answer hear(Call call) {
    if (kind == PawapayConfig.Callbacks.SIGNED) {
      requireSignature(call);
    }
    var said = Said.read(Json.readBody(call.bytes()));
    var meant = said.flatMap(known -> keys.find(new GatewayKey(known.id())));
    if (said.isEmpty() || meant.isEmpty() || isAnothers(meant.get(), said.get())) {
      unknown(said);
    } else {
      take(said.get(), meant.get());
    }
    return HEARD;
  }

  private static boolean isAnothers(GatewayKeys.Meant meant, Said said) {
    return meant.operation() != said.operation() || !meant.gateway().equals(PawapayGateway.NAME);
  }

  /** Somebody may use the same account, so that is no defect; but money may have moved. */
  private void unknown(Optional<Said> said) {
    alarms.callback("unknown");
    if (kind == PawapayConfig.Callbacks.SIGNED) {
      alarms.raise(
          "callback about nothing known",
          said.map(known -> "%s %s".formatted(known.operation(), known.id())).orElse("no id"));
    }
  }

  private void take(Said said, GatewayKeys.Meant meant) {
    switch (kind) {
      case HINTS -> {
        alarms.callback("hint");
        listener.hint(meant.merchant(), meant.operation(), meant.reference());
      }
      case SIGNED -> {
        alarms.callback("heard");
        listener.hear(
            new News(
                PawapayGateway.NAME,
                meant.merchant(),
                meant.reference(),
                meant.operation(),
                new Outcome.Taken(),
                Optional.of(told -> words.outcome(said, told))));
      }
    }
  }

  private void requireSignature(Call call) {
    try {
      var now = clock.instant();
      var message = message(call);
      var claim = HttpSignatures.claim(message, now);
      var key =
          signers
              .find(claim.keyId())
              .orElseThrow(() -> new Doubtful("nobody has the key it names"));
      if (ways(call, message).noneMatch(way -> claim.isMadeBy(key, way))) {
        throw new Doubtful("the signature is not by the key it names");
      }
    } catch (Doubtful doubtful) {
      LOG.warn("a callback is refused: {}", doubtful.why());
      alarms.callback("refused");
      throw Refused.of(ErrorCode.CALLBACK_UNSIGNED);
    } catch (NoAnswer e) {
      LOG.warn("a callback cannot be checked: {}", e.why());
      alarms.callback("unchecked");
      throw Refused.of(ErrorCode.UNAVAILABLE);
    }
  }

  private static Message message(Call call) {
    return new Message(
        "POST", call.header("Host").orElse(""), call.path(), call::header, call::bytes);
  }

  /** The request as it came, or as it was sent to the public address before a proxy. */
  private static Stream<Message> ways(Call call, Message message) {
    var outside = URI.create(call.url());
    return Stream.of(message.authority(), HttpSignatures.authority(outside), outside.getHost())
        .distinct()
        .flatMap(authority ->
            List.of(message.path(), outside.getPath()).stream()
                .distinct()
                .map(path -> message.at(authority, path)));
  }
}
