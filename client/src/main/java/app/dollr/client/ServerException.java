package app.dollr.client;

/** 5xx: the server failed, and unless it asked to come back, what it did before is unknown. */
public final class ServerException extends DollrException {
  /** Makes one from what is known. */
  public ServerException(Failure failure) {
    super(failure, null);
  }
}
