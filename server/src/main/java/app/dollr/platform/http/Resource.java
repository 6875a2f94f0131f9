package app.dollr.platform.http;

/** What a room shows of itself to HTTP. */
public interface Resource {
  void addTo(Routes routes);
}
