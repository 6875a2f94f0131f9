package app.dollr.torture;

import app.dollr.platform.crash.CrashPoint;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Pairs of a point and a kind of payment that are in no death.
 *
 * @param why there is nothing to die over
 */
record Exempt(Set<CrashPoint> points, Set<Kind> kinds, String why) {
  private static final Set<Kind> LIKE_ANOTHER = EnumSet.of(Kind.PAYERS_CARD, Kind.SLOW_CARD_REFUND);

  /** Those of one setting. */
  static List<Exempt> in(Setting setting) {
    return List.of(
        new Exempt(
            EnumSet.range(CrashPoint.AFTER_FAN_OUT, CrashPoint.AFTER_DELIVERY),
            EnumSet.allOf(Kind.class),
            "an event is told in the same way, whatever it is about"),
        new Exempt(
            EnumSet.range(CrashPoint.BEFORE_SEAL, CrashPoint.AFTER_FOLD),
            EnumSet.allOf(Kind.class),
            "it is done with journals, of which some are of many payments"),
        new Exempt(
            EnumSet.of(CrashPoint.BEFORE_ACCEPTANCE),
            EnumSet.of(Kind.DECLINED_CARD, Kind.DECLINED_PAYOUT),
            "only the gateway knows that it will be declined"),
        new Exempt(
            EnumSet.range(CrashPoint.BEFORE_ACCEPTANCE, CrashPoint.AFTER_QUESTION),
            LIKE_ANOTHER,
            "until it is called back about, it is like the others by card"),
        new Exempt(
            EnumSet.of(CrashPoint.AFTER_PASSCODE),
            EnumSet.complementOf(EnumSet.of(Kind.PAYOUT)),
            "only payouts are approved with a passcode, before anything is known of their end"),
        new Exempt(
            EnumSet.range(CrashPoint.BEFORE_SUBMISSION, CrashPoint.AFTER_CALLBACK),
            EnumSet.of(Kind.TRANSFER),
            "it is complete with its acceptance"),
        new Exempt(
            EnumSet.of(CrashPoint.BEFORE_CANCELLATION, CrashPoint.AFTER_CANCELLATION),
            EnumSet.complementOf(EnumSet.of(Kind.DECLINED_CARD)),
            "only what a card's bank has declined is called off"),
        new Exempt(
            EnumSet.of(CrashPoint.BEFORE_CALLBACK, CrashPoint.AFTER_CALLBACK),
            EnumSet.of(Kind.CARD, Kind.DECLINED_CARD, Kind.CARD_REFUND),
            "the gateway's first word is its last, and a callback only repeats it"),
        new Exempt(
            EnumSet.of(
                CrashPoint.AFTER_ATTEMPT,
                CrashPoint.BEFORE_NAMING,
                CrashPoint.AFTER_NOTE,
                CrashPoint.BEFORE_LOOK,
                CrashPoint.BEFORE_DISPUTE,
                CrashPoint.AFTER_DISPUTE),
            EnumSet.allOf(Kind.class),
            "the gateways of the sandbox are told by a call, and call back by one"),
        new Exempt(
            EnumSet.of(CrashPoint.AFTER_STATEMENT, CrashPoint.AFTER_LINES),
            EnumSet.allOf(Kind.class),
            "the gateways of the sandbox have no statements"));
  }

  /** The points that are not met in a setting. */
  static Set<CrashPoint> elsewhere(Setting setting) {
    return switch (setting) {
      case SANDBOX ->
          EnumSet.of(
              CrashPoint.AFTER_ATTEMPT,
              CrashPoint.BEFORE_NAMING,
              CrashPoint.AFTER_NOTE,
              CrashPoint.BEFORE_LOOK,
              CrashPoint.BEFORE_DISPUTE,
              CrashPoint.AFTER_DISPUTE,
              CrashPoint.AFTER_STATEMENT,
              CrashPoint.AFTER_LINES);
      case HTTP -> EnumSet.noneOf(CrashPoint.class);
    };
  }

  boolean covers(Death.Stand stand) {
    return points.contains(stand.point()) && kinds.contains(stand.kind());
  }
}
