package app.dollr.executions;

import app.dollr.documents.DocumentKind;
import app.dollr.gateways.GatewayKey;
import app.dollr.gateways.Instruction;
import app.dollr.values.DocumentId;
import app.dollr.values.ExecutionId;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.PaymentAccountId;
import app.dollr.values.PhoneNumber;
import app.dollr.values.ReferenceId;
import app.dollr.values.SessionId;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import java.time.Instant;
import java.util.Optional;

/**
 * One movement of money.
 *
 * @param requestHash SHA-256 of what was asked for, in hexadecimal
 * @param version raised by each change of state
 * @param gateway the name of the gateway it goes to
 * @param payer what the payer pays, fees included
 * @param payee what the payee gets
 * @param word what the gateway has said
 * @param sentAt when it was last handed to the gateway, set before that happens
 * @param absentAt when the gateway first said that it does not know it, since it was last sent
 * @param checks how often the gateway was asked about it
 */
public record Execution(
    MerchantId merchant,
    ExecutionId id,
    OperationType operation,
    ReferenceId reference,
    String requestHash,
    ExecutionState state,
    int version,
    SessionId session,
    PaymentAccountId account,
    DocumentKind documentKind,
    DocumentId document,
    PaymentMethod method,
    String gateway,
    GatewayKey gatewayKey,
    PhoneNumber phone,
    Money payer,
    Money payee,
    GatewayWord word,
    Instant acceptedAt,
    Optional<Instant> sentAt,
    Optional<Instant> absentAt,
    int checks) {

  /** This execution, about to be sent now. */
  Execution sent(Instant now) {
    return new Execution(
        merchant,
        id,
        operation,
        reference,
        requestHash,
        state,
        version,
        session,
        account,
        documentKind,
        document,
        method,
        gateway,
        gatewayKey,
        phone,
        payer,
        payee,
        word,
        acceptedAt,
        Optional.of(now),
        Optional.empty(),
        checks);
  }

  /** What the gateway is told of it, the same each time. */
  Instruction instruction() {
    return new Instruction(gatewayKey, merchant, reference, operation, method, phone, payer);
  }
}
