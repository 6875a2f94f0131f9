package app.dollr.client;

/** 403: the caller is known and may not do this, for example because it is not verified yet. */
public final class PermissionException extends DollrException {
  /** Makes one from what is known. */
  public PermissionException(Failure failure) {
    super(failure, null);
  }
}
