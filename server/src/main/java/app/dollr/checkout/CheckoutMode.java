package app.dollr.checkout;

/** How a document made for a checkout is to be paid. */
public enum CheckoutMode {
  /** On the platform's own page. */
  HOSTED,
  /** By the merchant's own calls. */
  DIRECT,
  /** On the platform's own page, by a link that the merchant asked for later. */
  LINK
}
