package app.dollr.executions;

import app.dollr.merchants.PasscodeAttempt;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Field;
import app.dollr.platform.http.Fields;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.platform.json.Json;
import app.dollr.routing.Routing;
import app.dollr.values.PaymentAccountId;
import app.dollr.values.Secret;
import app.dollr.values.SessionId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls that start executions. */
final class ExecutionsResource implements Resource {
  private static final int LONGEST_TEXT = 255;
  private static final int LONGEST_USER_AGENT = 1000;
  private static final List<String> DEVICE = List.of("name", "type", "platform", "client_ip");

  private final Executions executions;
  private final Routing routing;

  ExecutionsResource(Executions executions, Routing routing) {
    this.executions = executions;
    this.routing = routing;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .post("/{version}/executions/collection", this::collect)
        .post("/{version}/executions/payout", this::payOut)
        .post("/{version}/executions/transfer", this::transfer)
        .post("/{version}/executions/refund", this::refund);
  }

  private Answer collect(Call call) {
    var body = call.body();
    var session = body.required("session_id").id().map(SessionId::new);
    var account = body.required("payment_account_id").id().map(PaymentAccountId::new);
    var currency = routing.handled(body.required("currency").currency());
    var reference = body.required("reference_id").reference();
    var card = body.optional("payment_method_id").paymentMethod();
    body.check();
    return answer(
        executions.collect(
            new Wish.Collect(
                call.caller().merchant(),
                session.get(),
                account.get(),
                currency.get(),
                reference.get(),
                card.optional())));
  }

  private Answer payOut(Call call) {
    var body = call.body();
    var session = body.required("session_id").id().map(SessionId::new);
    var account = body.required("payout_account_id").id().map(PaymentAccountId::new);
    var reference = body.required("reference_id").reference();
    var passcode = body.required("passcode").object();
    var token = passcode.required("token").object();
    var code = token.required("code").text(LONGEST_TEXT);
    var user = token.optional("user_id").text(LONGEST_TEXT);
    var phone = token.optional("phone").phone(Optional.empty());
    var device = device(passcode.required("device").object());
    body.check();
    var wish =
        new Wish.PayOut(
            call.caller().merchant(), session.get(), account.get(), reference.get(), json(device));
    var attempt = new PasscodeAttempt(Secret.of(code.get()), user.optional(), phone.optional());
    return answer(executions.payOut(wish, attempt));
  }

  private Answer transfer(Call call) {
    var body = call.body();
    var session = body.required("session_id").id().map(SessionId::new);
    var reference = body.required("reference_id").reference();
    body.check();
    return answer(
        executions.transfer(
            new Wish.Transfer(call.caller().merchant(), session.get(), reference.get())));
  }

  private Answer refund(Call call) {
    var body = call.body();
    var session = body.required("session_id").id().map(SessionId::new);
    var reference = body.required("reference_id").reference();
    body.check();
    return answer(
        executions.refund(
            new Wish.Refund(call.caller().merchant(), session.get(), reference.get())));
  }

  /** The device a passcode was given on: five texts, all needed. */
  private static Map<String, Field<String>> device(Fields device) {
    Map<String, Field<String>> fields = new LinkedHashMap<>();
    DEVICE.forEach(key -> fields.put(key, device.required(key).text(LONGEST_TEXT)));
    fields.put("user_agent", device.required("user_agent").text(LONGEST_USER_AGENT));
    return fields;
  }

  private static String json(Map<String, Field<String>> device) {
    Map<String, String> values = new LinkedHashMap<>();
    device.forEach((key, field) -> values.put(key, field.get()));
    return Json.mapper().writeValueAsString(values);
  }

  private static Answer answer(Accepted accepted) {
    var answer = Answer.json(ExecutionWire.of(accepted.execution()));
    return accepted.replayed() ? answer.withHeader("Idempotent-Replayed", "true") : answer;
  }
}
