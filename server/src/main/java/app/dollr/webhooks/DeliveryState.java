package app.dollr.webhooks;

/** Where a delivery stands. */
public enum DeliveryState {
  /** It waits for its next attempt, or is under way. */
  PENDING,
  /** The receiver has answered with a status from 200 to 299. */
  DELIVERED,
  /** All attempts of three days were in vain. */
  FAILED,
  /** Its endpoint was disabled. */
  CANCELED
}
