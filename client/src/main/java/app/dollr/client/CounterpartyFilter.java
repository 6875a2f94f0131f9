package app.dollr.client;

import app.dollr.wire.RelationshipType;
import org.jspecify.annotations.Nullable;

/**
 * Which counterparties to list; what is null does not narrow the list.
 *
 * @param fullname a part of the linked party's name
 * @param relationship how they stand to the merchant
 */
public record CounterpartyFilter(
    @Nullable String fullname, @Nullable RelationshipType relationship) {
  /** All of them. */
  public static CounterpartyFilter all() {
    return new CounterpartyFilter(null, null);
  }

  /** This, and only those whose party's name contains {@code part}. */
  public CounterpartyFilter fullname(String part) {
    return new CounterpartyFilter(part, relationship);
  }

  /** This, and only those that stand so. */
  public CounterpartyFilter relationship(RelationshipType only) {
    return new CounterpartyFilter(fullname, only);
  }
}
