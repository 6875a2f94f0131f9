package app.dollr.torture;

import app.dollr.platform.crash.CrashPoint;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A death of the process: who stands where in the moment it dies.
 *
 * @param anybody the points at which it does not matter who stands there
 * @param payments the points at which a payment of each of these kinds stands
 * @param before where those who stand at a point stood in the death before; the others are new
 */
record Death(
    Set<CrashPoint> anybody,
    Map<CrashPoint, Set<Kind>> payments,
    Map<CrashPoint, CrashPoint> before) {

  private static final Set<Kind> ACCEPTED =
      EnumSet.of(
          Kind.COLLECTION, Kind.CARD, Kind.PAYOUT, Kind.REFUND, Kind.CARD_REFUND, Kind.TRANSFER);

  private static final Set<Kind> CALLED_BACK =
      EnumSet.of(
          Kind.COLLECTION,
          Kind.PAYERS_CARD,
          Kind.PAYOUT,
          Kind.DECLINED_PAYOUT,
          Kind.REFUND,
          Kind.SLOW_CARD_REFUND,
          Kind.RETURNED_CARD_REFUND);

  private static final Set<Kind> SENT_BY_CARD =
      EnumSet.of(Kind.CARD, Kind.DECLINED_CARD, Kind.CARD_REFUND);

  /** A point, and the kind of payment that stands there. */
  record Stand(CrashPoint point, Kind kind) {}

  /** The stands of payments. */
  List<Stand> stands() {
    List<Stand> stands = new ArrayList<>();
    payments.forEach((point, kinds) -> kinds.forEach(kind -> stands.add(new Stand(point, kind))));
    return stands;
  }

  /** Where whoever stands somewhere stood in the death before; empty for who is new. */
  Optional<Stand> earlier(Stand stand) {
    return Optional.ofNullable(before.get(stand.point()))
        .map(point -> new Stand(point, stand.kind()));
  }

  /** Whether no gateway calls back about what is executed in this life. */
  boolean isSilent() {
    return payments.containsKey(CrashPoint.BEFORE_SUBMISSION);
  }

  /** The deaths, one after the other; what is left of each has to be taken up by the next. */
  static List<Death> all(Setting setting) {
    return List.of(telling(), sending(setting), learning(setting));
  }

  /** What happens to news, while that which is needed later is prepared. */
  private static Death telling() {
    return new Death(
        EnumSet.of(CrashPoint.BEFORE_DELIVERY, CrashPoint.AFTER_DELIVERY, CrashPoint.BEFORE_FOLD),
        Map.of(),
        Map.of());
  }

  /** From the caller's wish to the gateway's first word. */
  private static Death sending(Setting setting) {
    Map<CrashPoint, Set<Kind>> payments = new EnumMap<>(CrashPoint.class);
    payments.put(CrashPoint.BEFORE_ACCEPTANCE, ACCEPTED);
    payments.put(CrashPoint.AFTER_PASSCODE, EnumSet.of(Kind.PAYOUT));
    payments.put(
        CrashPoint.AFTER_ACCEPTANCE,
        Stream.concat(Kind.SENT.stream(), ACCEPTED.stream()).collect(Collectors.toSet()));
    payments.put(CrashPoint.BEFORE_SUBMISSION, Kind.SENT);
    payments.put(CrashPoint.AFTER_SUBMISSION, Kind.SENT);
    payments.put(CrashPoint.AFTER_APPLICATION, Kind.SENT);
    payments.put(CrashPoint.BEFORE_CANCELLATION, EnumSet.of(Kind.DECLINED_CARD));
    payments.put(CrashPoint.AFTER_CANCELLATION, EnumSet.of(Kind.DECLINED_CARD));
    Set<CrashPoint> anybody =
        EnumSet.of(CrashPoint.AFTER_FAN_OUT, CrashPoint.AFTER_SEAL, CrashPoint.AFTER_FOLD);
    if (setting == Setting.HTTP) {
      payments.put(CrashPoint.AFTER_ATTEMPT, SENT_BY_CARD);
      payments.put(CrashPoint.BEFORE_NAMING, SENT_BY_CARD);
      anybody.add(CrashPoint.AFTER_STATEMENT);
    }
    return new Death(anybody, payments, Map.of());
  }

  /** What became of it: by asking about those who died before, and by callbacks about others. */
  private static Death learning(Setting setting) {
    Map<CrashPoint, Set<Kind>> payments = new EnumMap<>(CrashPoint.class);
    payments.put(CrashPoint.BEFORE_QUESTION, Kind.SENT);
    payments.put(CrashPoint.AFTER_QUESTION, Kind.SENT);
    payments.put(CrashPoint.BEFORE_CALLBACK, CALLED_BACK);
    payments.put(CrashPoint.AFTER_CALLBACK, CALLED_BACK);
    Set<CrashPoint> anybody = EnumSet.of(CrashPoint.BEFORE_SEAL);
    if (setting == Setting.HTTP) {
      payments.put(CrashPoint.BEFORE_DISPUTE, EnumSet.of(Kind.DISPUTED_CARD));
      payments.put(CrashPoint.AFTER_DISPUTE, EnumSet.of(Kind.DISPUTED_CARD));
      anybody.add(CrashPoint.AFTER_NOTE);
      anybody.add(CrashPoint.BEFORE_LOOK);
      anybody.add(CrashPoint.AFTER_LINES);
    }
    return new Death(
        anybody,
        payments,
        Map.of(
            CrashPoint.BEFORE_QUESTION, CrashPoint.AFTER_ACCEPTANCE,
            CrashPoint.AFTER_QUESTION, CrashPoint.AFTER_SUBMISSION));
  }
}
