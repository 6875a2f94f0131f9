package app.dollr.platform.http;

/** What hears what comes over a socket. Its calls come one after another. */
public interface SocketListener {
  void text(String text);

  void closed();
}
