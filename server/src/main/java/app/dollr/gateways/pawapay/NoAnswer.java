package app.dollr.gateways.pawapay;

/** That there was no answer, or none that could be read. */
final class NoAnswer extends Exception {
  private static final long serialVersionUID = 1;

  NoAnswer(String why) {
    super(why, null, false, false);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
