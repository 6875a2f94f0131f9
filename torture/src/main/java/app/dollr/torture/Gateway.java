package app.dollr.torture;

/** Whose book something stands in. */
enum Gateway {
  MOBILE_MONEY("mobile money"),
  CARDS("cards");

  private final String words;

  Gateway(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
