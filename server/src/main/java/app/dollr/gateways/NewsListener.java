package app.dollr.gateways;

/** What hears what gateways say without being asked. */
public interface NewsListener {
  /** Takes in the news; when it throws, the gateway will say it again. */
  void hear(News news);
}
