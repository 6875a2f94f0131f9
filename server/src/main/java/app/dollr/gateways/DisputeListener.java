package app.dollr.gateways;

/** What hears that payers dispute payments. */
public interface DisputeListener {
  /** Takes in the news; when it throws, the gateway will say it again. */
  void hear(DisputeNews news);
}
