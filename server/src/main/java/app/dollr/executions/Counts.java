package app.dollr.executions;

import io.micrometer.core.instrument.MeterRegistry;

/** The figures of executions: how many entered which state. */
final class Counts {
  private final MeterRegistry registry;

  Counts(MeterRegistry registry) {
    this.registry = registry;
  }

  void entered(Execution execution) {
    entered(execution, execution.state());
  }

  void entered(Execution execution, ExecutionState state) {
    registry
        .counter(
            "dollr.executions",
            "operation",
            execution.operation().name(),
            "method",
            execution.route().method().name(),
            "state",
            state.name())
        .increment();
  }

  void exception(ExceptionKind kind) {
    registry.counter("dollr.gateway.exceptions", "kind", kind.name()).increment();
  }

  void unknownReference() {
    registry.counter("dollr.gateway.unknown.references").increment();
  }
}
