package app.dollr.torture;

import app.dollr.platform.crash.CrashPoint;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Pairs of a point and a kind of payment that are in no death.
 *
 * @param why there is nothing to die over
 */
record Exempt(Set<CrashPoint> points, Set<Kind> kinds, String why) {
  private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);

  private static final Set<Kind> LIKE_ANOTHER =
      EnumSet.of(
          Kind.PAYERS_CARD, Kind.DISPUTED_CARD, Kind.SLOW_CARD_REFUND, Kind.RETURNED_CARD_REFUND);

  private static final Set<Kind> SENT_BY_CARD =
      EnumSet.of(Kind.CARD, Kind.DECLINED_CARD, Kind.CARD_REFUND);

  /** What only what is outside has: Stripe's notes and names, disputes, statements. */
  private static final Set<CrashPoint> OUTSIDE =
      EnumSet.of(
          CrashPoint.AFTER_ATTEMPT,
          CrashPoint.BEFORE_NAMING,
          CrashPoint.AFTER_NOTE,
          CrashPoint.BEFORE_LOOK,
          CrashPoint.BEFORE_DISPUTE,
          CrashPoint.AFTER_DISPUTE,
          CrashPoint.AFTER_STATEMENT,
          CrashPoint.AFTER_LINES);

  /** Those of one setting. */
  static List<Exempt> in(Setting setting) {
    return Stream.concat(
            everywhere(),
            switch (setting) {
              case SANDBOX ->
                  Stream.of(
                      new Exempt(
                          OUTSIDE,
                          ALL,
                          "its gateways are told by one call, call back by another, and have"
                              + " neither disputes nor statements"));
              case HTTP -> outside();
            })
        .toList();
  }

  private static Stream<Exempt> everywhere() {
    return Stream.of(
        new Exempt(
            EnumSet.range(CrashPoint.AFTER_FAN_OUT, CrashPoint.AFTER_DELIVERY),
            ALL,
            "an event is told in the same way, whatever it is about"),
        new Exempt(
            EnumSet.range(CrashPoint.BEFORE_SEAL, CrashPoint.AFTER_FOLD),
            ALL,
            "it is done with journals, some of which are of many payments"),
        new Exempt(
            EnumSet.of(CrashPoint.BEFORE_ACCEPTANCE),
            EnumSet.of(Kind.DECLINED_CARD, Kind.DECLINED_PAYOUT),
            "only the gateway knows that it will be declined"),
        new Exempt(
            EnumSet.range(CrashPoint.BEFORE_ACCEPTANCE, CrashPoint.AFTER_QUESTION),
            LIKE_ANOTHER,
            "until more is told of it, it is like the others by card"),
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
            EnumSet.of(Kind.CARD, Kind.DECLINED_CARD, Kind.DISPUTED_CARD, Kind.CARD_REFUND),
            "the gateway's first word is its last, and a callback only repeats it"));
  }

  private static Stream<Exempt> outside() {
    return Stream.of(
        new Exempt(
            EnumSet.of(CrashPoint.AFTER_ATTEMPT, CrashPoint.BEFORE_NAMING),
            EnumSet.complementOf(EnumSet.copyOf(SENT_BY_CARD)),
            "pawaPay is told by one call, under a name that we give"),
        new Exempt(
            EnumSet.of(CrashPoint.AFTER_NOTE, CrashPoint.BEFORE_LOOK),
            ALL,
            "it is known of an object, and not yet what it is"),
        new Exempt(
            EnumSet.of(CrashPoint.BEFORE_DISPUTE, CrashPoint.AFTER_DISPUTE),
            EnumSet.complementOf(EnumSet.of(Kind.DISPUTED_CARD)),
            "it is not disputed"),
        new Exempt(
            EnumSet.of(CrashPoint.AFTER_STATEMENT, CrashPoint.AFTER_LINES),
            ALL,
            "a statement is of many payments"));
  }

  /** The points that are not met in a setting. */
  static Set<CrashPoint> elsewhere(Setting setting) {
    return switch (setting) {
      case SANDBOX -> OUTSIDE;
      case HTTP -> Set.of();
    };
  }

  boolean covers(Death.Stand stand) {
    return points.contains(stand.point()) && kinds.contains(stand.kind());
  }
}
