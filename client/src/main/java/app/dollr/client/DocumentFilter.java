package app.dollr.client;

import app.dollr.wire.SourceStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which invoices or orders to list; what is null does not narrow the list.
 *
 * @param status where they stand
 * @param currency the currency of their lines, three upper-case letters
 */
public record DocumentFilter(@Nullable SourceStatus status, @Nullable String currency) {
  /** All of them. */
  public static DocumentFilter all() {
    return new DocumentFilter(null, null);
  }

  /** This, and only those that stand so. */
  public DocumentFilter status(SourceStatus only) {
    return new DocumentFilter(only, currency);
  }

  /** This, and only those in the currency. */
  public DocumentFilter currency(String only) {
    return new DocumentFilter(status, only);
  }
}
