package app.dollr.realtime;

/** A key that does not let its bearer see anything; the message says why, as Supabase does. */
final class KeyRefused extends Exception {
  private static final long serialVersionUID = 1L;

  KeyRefused(String why) {
    super(why);
  }

  /** Why. */
  String why() {
    return String.valueOf(getMessage());
  }
}
