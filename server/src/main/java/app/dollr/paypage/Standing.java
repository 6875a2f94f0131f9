package app.dollr.paypage;

import app.dollr.executions.Execution;
import app.dollr.executions.ExecutionState;
import app.dollr.platform.secrets.Hashes;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Where the payment of a document stands.
 *
 * @param attempts at paying it, the newest first
 */
record Standing(Stage stage, List<Execution> attempts) {
  private static final int TAG = 12;

  /** The payment that is under way, or has made it. */
  Optional<Execution> payment() {
    return attempts.stream().filter(a -> a.state() != ExecutionState.FAILED).findFirst();
  }

  /** The last attempt, if it has failed. */
  Optional<Execution> failure() {
    return attempts.stream().findFirst().filter(a -> a.state() == ExecutionState.FAILED);
  }

  List<Execution> failures() {
    return attempts.stream().filter(a -> a.state() == ExecutionState.FAILED).toList();
  }

  /** Another text for each other standing; it tells nothing else. */
  String tag() {
    var latest = attempts.stream().findFirst();
    var text =
        "%s/%s/%s/%s"
            .formatted(
                stage,
                latest.map(a -> a.reference().toString()).orElse(""),
                latest.map(a -> a.state().wire().name()).orElse(""),
                latest.map(Execution::requiresAction).orElse(false));
    return HexFormat.of().formatHex(Hashes.sha256(text)).substring(0, TAG);
  }
}
