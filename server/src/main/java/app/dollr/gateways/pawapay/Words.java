package app.dollr.gateways.pawapay;

import app.dollr.gateways.Instruction;
import app.dollr.gateways.Outcome;
import app.dollr.values.Money;
import app.dollr.wire.PaymentMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What pawaPay's words mean, held against what it was told. */
final class Words {
  private final Map<PaymentMethod, String> providers;
  private final Alarms alarms;

  Words(Map<PaymentMethod, String> providers, Alarms alarms) {
    this.providers = providers;
    this.alarms = alarms;
  }

  /** What is said, taken at its word. */
  Outcome outcome(Said said) {
    return switch (said.status()) {
      case "COMPLETED" ->
          said.amount()
              .<Outcome>map(amount -> new Outcome.Confirmed(amount, said.transaction()))
              .orElseGet(() -> unreadable(said));
      case "FAILED" ->
          new Outcome.Declined(
              said.failureCode().orElse("UNSPECIFIED_FAILURE"),
              said.failureMessage().orElse("The operator did not say why it failed."));
      case "ACCEPTED", "ENQUEUED", "SUBMITTED", "PROCESSING", "IN_RECONCILIATION" ->
          new Outcome.Taken();
      default -> {
        alarms.raise("unknown status", "%s of %s".formatted(said.status(), said.id()));
        yield new Outcome.Taken();
      }
    };
  }

  /** What is said, as far as it is about what was told. */
  Outcome outcome(Said said, Instruction told) {
    var outcome = outcome(said);
    var differences = differences(said, told, outcome);
    if (differences.isEmpty()) {
      return outcome;
    }
    var how = String.join(", ", differences);
    alarms.raise("contradiction", "%s: %s".formatted(told.key().value(), how));
    return switch (outcome) {
      case Outcome.Confirmed confirmed ->
          new Outcome.Contradicted(confirmed.amount(), confirmed.transaction(), how);
      case Outcome.Declined declined -> new Outcome.Uncertain(how);
      case Outcome.Taken taken -> taken;
      case Outcome.Contradicted contradicted -> contradicted;
      case Outcome.ActionRequired action -> action;
      case Outcome.Rejected rejected -> rejected;
      case Outcome.Absent absent -> absent;
      case Outcome.NotNow notNow -> notNow;
      case Outcome.Uncertain uncertain -> uncertain;
    };
  }

  private Outcome unreadable(Said said) {
    alarms.raise("unreadable amount", "of %s, which is completed".formatted(said.id()));
    return new Outcome.Uncertain("it is completed, of an amount that cannot be read");
  }

  /** In what it differs. Another amount that has moved is seen to by who counts the money. */
  private List<String> differences(Said said, Instruction told, Outcome outcome) {
    List<String> differences = new ArrayList<>();
    if (said.operation() != told.operation()) {
      differences.add("it is a %s".formatted(said.operation()));
    }
    if (!said.id().equals(told.key().value())) {
      differences.add("its id is %s".formatted(said.id()));
    }
    compare("provider", said.provider(), expected(told), differences);
    compare(
        "phone number", said.phone(), Optional.of(told.instrument().phone().digits()), differences);
    compare(
        "clientReferenceId",
        said.clientReference(),
        Optional.of(told.reference().toString()),
        differences);
    compare(
        "depositId",
        said.deposit(),
        told.original().map(key -> key.value().toString()),
        differences);
    if (!(outcome instanceof Outcome.Confirmed)
        && !said.amount().equals(Optional.of(told.amount()))) {
      said.amount().map(Money::toString).ifPresent(other -> differences.add("it is of " + other));
    }
    return differences;
  }

  private Optional<String> expected(Instruction told) {
    return Optional.ofNullable(providers.get(told.method()));
  }

  /** What is not said is no difference; the words are not repeated, for they may be anything. */
  private static void compare(
      String what, Optional<String> said, Optional<String> expected, List<String> differences) {
    if (said.isPresent() && expected.isPresent() && !said.equals(expected)) {
      differences.add("the %s is another".formatted(what));
    }
  }
}
