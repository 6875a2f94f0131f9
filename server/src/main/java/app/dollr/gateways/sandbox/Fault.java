package app.dollr.gateways.sandbox;

import java.util.Locale;

/** How the simulated operators can misbehave. */
public enum Fault {
  /** The instruction is taken and worked off, but the answer to it is lost. */
  TIMEOUT,
  /** The answer to an instruction for a card comes half a minute late. */
  SLOW,
  /** The instruction does not arrive. */
  UNREACHABLE,
  /** What became of it is told twice. */
  DUPLICATE,
  /** What became of it is told ten minutes late. */
  LATE,
  /** What became of it is never told; it has to be asked for. */
  NO_CALLBACK,
  /** Another amount moves than was asked for. */
  OTHER_AMOUNT;

  /** The name in the operator's calls: {@code other_amount}. */
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
