package app.dollr.checkout;

/** What a link to a document is for. */
public enum CheckoutMode {
  /** To be paid on the platform's own page. */
  HOSTED,
  /** To be paid by the merchant's own calls, or on the page. */
  DIRECT,
  /** To be paid on the page, by a link that the merchant asked for later. */
  LINK,
  /** Not to be paid: to show the receipt. */
  RECEIPT
}
