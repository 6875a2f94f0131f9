package app.dollr.torture;

import java.util.Locale;

/** How the other side can mislead us, as its switches call it. */
enum Lie {
  /** It does what it is told, and its answer is lost. */
  TIMEOUT,
  /** What it is told does not arrive. */
  UNREACHABLE,
  /** It tells twice what became of an instruction. */
  DUPLICATE,
  /** It tells it after we have asked: late, and after later ones. */
  LATE,
  /** It never tells it. */
  NO_CALLBACK,
  /** Another amount moves than it was told. */
  OTHER_AMOUNT;

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
