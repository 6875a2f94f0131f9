package app.dollr.simulators.pawapay;

import app.dollr.simulators.mobile.Verdict.Direction;
import java.util.Arrays;
import java.util.Optional;

/** What a payment at pawaPay is. */
enum Kind {
  DEPOSIT("deposits", "depositId", "payer", Direction.PAYS),
  PAYOUT("payouts", "payoutId", "recipient", Direction.RECEIVES),
  REFUND("refunds", "refundId", "recipient", Direction.RECEIVES);

  private final String path;
  private final String id;
  private final String party;
  private final Direction direction;

  Kind(String path, String id, String party, Direction direction) {
    this.path = path;
    this.id = id;
    this.party = party;
    this.direction = direction;
  }

  static Optional<Kind> ofPath(String segment) {
    return Arrays.stream(values()).filter(kind -> kind.path.equals(segment)).findFirst();
  }

  /** The name of its id in bodies. */
  String idName() {
    return id;
  }

  /** Whose wallet it is about, as bodies name them. */
  String party() {
    return party;
  }

  Direction direction() {
    return direction;
  }
}
