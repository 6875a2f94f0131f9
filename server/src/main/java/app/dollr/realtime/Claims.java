package app.dollr.realtime;

import app.dollr.values.MerchantId;
import app.dollr.values.ReferenceId;
import app.dollr.values.SessionId;
import java.time.Instant;

/** What a realtime key lets its bearer see: one payment, until it expires. */
record Claims(MerchantId merchant, SessionId session, ReferenceId reference, Instant expiresAt) {

  /** The one topic of this key. */
  String topic() {
    return "realtime:payment-intent:%s:%s".formatted(session, reference);
  }
}
