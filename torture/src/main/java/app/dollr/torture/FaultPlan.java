package app.dollr.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Which fault comes when. It is made of a seed and of nothing else, so that a seed repeats it.
 *
 * @param blows in their order
 */
record FaultPlan(long seed, Duration length, List<Timed> blows) {
  private static final long SHORTEST_PAUSE_MILLIS = 700;
  private static final int SPREAD_OF_PAUSES_MILLIS = 2_500;

  /** How long it takes until work goes on after what is killed was started again. */
  private static final int SERVER_STARTS_MILLIS = 2_000;

  private static final int POSTGRES_STARTS_MILLIS = 1_500;

  /** One in how many faults comes while the one before it still lasts. */
  private static final int OVERLAPS = 4;

  private static final int LONGEST_DOWN_MILLIS = 2_000;
  private static final int SHORTEST_TROUBLE_MILLIS = 300;
  private static final int LONGEST_TROUBLE_MILLIS = 4_000;

  /** So short that nothing is still on its way once it is taken for lost for good. */
  private static final int LONGEST_DELAY_MILLIS = 1_500;

  private static final int MOST_LIES = 40;
  private static final int KILLS_IN_A_DECK = 2;

  FaultPlan {
    blows = List.copyOf(blows);
  }

  /**
   * A fault and when it comes.
   *
   * @param atMillis since the beginning
   */
  record Timed(long atMillis, Blow blow) {}

  static FaultPlan of(long seed, Duration length, Setting setting) {
    var dice = new Random(seed);
    List<Timed> blows = new ArrayList<>();
    List<Deal> deck = new ArrayList<>();
    long at = pause(dice);
    while (at < length.toMillis()) {
      if (deck.isEmpty()) {
        deck.addAll(deck(setting));
        Collections.shuffle(deck, dice);
      }
      var blow = deck.removeLast().blow(dice);
      blows.add(new Timed(at, blow));
      at += (dice.nextInt(OVERLAPS) == 0 ? 0 : outageMillis(blow)) + pause(dice);
    }
    return new FaultPlan(seed, length, blows);
  }

  /** The plan in words, a line for each fault. */
  String text() {
    var text = new StringBuilder();
    text.append("seed %d, %d s, %d faults%n".formatted(seed, length.toSeconds(), blows.size()));
    for (var timed : blows) {
      text.append("%9.3f s  %s%n".formatted(timed.atMillis() / 1000.0, words(timed.blow())));
    }
    return text.toString();
  }

  static String words(Blow blow) {
    return switch (blow) {
      case Blow.KillServer kill -> "%s, down for %d ms".formatted(kill.kind(), kill.downMillis());
      case Blow.KillPostgres kill -> kill.kind();
      case Blow.BreakNetwork broken ->
          broken.trouble() == Trouble.SLOW
              ? "%s by %d ms for %d ms"
                  .formatted(broken.kind(), broken.delayMillis(), broken.lastsMillis())
              : "%s for %d ms".formatted(broken.kind(), broken.lastsMillis());
      case Blow.TellLies lies -> "%s, %d times".formatted(lies.kind(), lies.count());
    };
  }

  private static long pause(Random dice) {
    return SHORTEST_PAUSE_MILLIS + dice.nextInt(SPREAD_OF_PAUSES_MILLIS);
  }

  /** For how long about callers get no answer. */
  static long outageMillis(Blow blow) {
    return switch (blow) {
      case Blow.KillServer kill -> kill.downMillis() + SERVER_STARTS_MILLIS;
      case Blow.KillPostgres kill -> POSTGRES_STARTS_MILLIS;
      case Blow.BreakNetwork broken -> broken.link().isNeededToAnswer() ? broken.lastsMillis() : 0;
      case Blow.TellLies lies -> 0;
    };
  }

  /** What is dealt before anything is dealt again, so that short runs meet everything too. */
  private static List<Deal> deck(Setting setting) {
    List<Deal> deck = new ArrayList<>();
    for (int i = 0; i < KILLS_IN_A_DECK; i++) {
      deck.add(dice -> new Blow.KillServer(dice.nextInt(LONGEST_DOWN_MILLIS)));
      deck.add(_ -> new Blow.KillPostgres());
    }
    for (var link : setting.links()) {
      for (var trouble : Trouble.values()) {
        deck.add(dice -> broken(dice, link, trouble));
      }
    }
    for (var lie : Lie.values()) {
      deck.add(dice -> new Blow.TellLies(lie, 1 + dice.nextInt(MOST_LIES)));
    }
    return deck;
  }

  private static Blow broken(Random dice, Link link, Trouble trouble) {
    return new Blow.BreakNetwork(
        link,
        trouble,
        1 + dice.nextInt(LONGEST_DELAY_MILLIS),
        SHORTEST_TROUBLE_MILLIS + dice.nextInt(LONGEST_TROUBLE_MILLIS));
  }

  /** A kind of fault, whose measure is diced. */
  private interface Deal {
    Blow blow(Random dice);
  }
}
