package app.dollr.gateways;

import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.values.ReferenceId;

/**
 * How it stands with a dispute: a payer has told his bank that a payment was not right. It may come
 * twice, late and out of order; each is the whole truth of its moment.
 *
 * @param gateway the name of the gateway that speaks
 * @param reference of the collection that is disputed
 * @param dispute the gateway's id of it, such as {@code du_…}
 * @param amount that is disputed, in the currency the payer paid in
 * @param reason the gateway's word for it, such as {@code fraudulent}
 * @param standing how far it has come
 * @param withdrawn whether the gateway has taken the money, and not given it back
 */
public record DisputeNews(
    String gateway,
    MerchantId merchant,
    ReferenceId reference,
    String dispute,
    Money amount,
    String reason,
    Standing standing,
    boolean withdrawn) {

  /** How far a dispute has come. */
  public enum Standing {
    /** It is to be answered, or the bank is looking at the answer. */
    OPEN,
    /** The money stays, or comes back. */
    WON,
    /** The money is gone. */
    LOST
  }
}
