package app.dollr.gateways;

import app.dollr.values.MerchantId;
import app.dollr.values.ReferenceId;
import app.dollr.wire.OperationType;

/** What hears what gateways say without being asked. */
public interface NewsListener {
  /** Takes in the news; when it throws, the gateway will say it again. */
  void hear(News news);

  /**
   * Takes in that there may be news, from who need not be believed: the gateway is asked. It is not
   * called inside a transaction.
   */
  default void hint(MerchantId merchant, OperationType operation, ReferenceId reference) {}
}
