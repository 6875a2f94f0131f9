package app.dollr.client;

/** 404: no such thing, or it belongs to another merchant; the answer is the same for both. */
public final class NotFoundException extends DollrException {
  /** Makes one from what is known. */
  public NotFoundException(Failure failure) {
    super(failure, null);
  }
}
