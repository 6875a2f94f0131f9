package app.dollr.webhooks;

/** Whether events are sent to an endpoint. */
public enum EndpointStatus {
  ENABLED,
  /** By its merchant, or because nothing arrived for three days. */
  DISABLED
}
