package app.dollr.client;

import app.dollr.wire.SourceType;

/**
 * Hears of each step of a {@link DollrClient#collect collection}; those of the document come
 * between the counterparty and the payment account.
 */
public interface CollectListener extends PaymentListener {
  /** Hears nothing. */
  CollectListener NONE = new CollectListener() {};

  /** The invoice or order exists, without lines. */
  default void documentCreated(SourceType type, long id, String number) {}

  /** A line was added to it. */
  default void lineAdded(long id, CollectRequest.Item item) {}

  /** It can be paid now. */
  default void documentPublished(SourceType type, long id) {}
}
