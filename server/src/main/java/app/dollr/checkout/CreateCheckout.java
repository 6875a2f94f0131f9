package app.dollr.checkout;

import app.dollr.documents.AddLine;
import app.dollr.documents.DocumentKind;
import app.dollr.values.CounterpartyId;
import app.dollr.values.CurrencyCode;
import app.dollr.values.PhoneNumber;
import app.dollr.wire.RelationshipType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The wish to be paid: a document, its payer and a link, in one call.
 *
 * @param counterparty who is to pay; else the party is matched by its phone, or made
 */
record CreateCheckout(
    CheckoutMode mode,
    DocumentKind kind,
    Payer payer,
    Optional<CounterpartyId> counterparty,
    CurrencyCode currency,
    List<AddLine> lines,
    String note,
    Optional<String> reference,
    Optional<Instant> dueAt,
    Optional<String> successUrl,
    Optional<String> cancelUrl,
    Optional<Instant> expiresAt) {
  CreateCheckout {
    lines = List.copyOf(lines);
  }

  /** Who is to pay. */
  record Payer(
      PhoneNumber phone,
      Optional<String> name,
      Optional<String> email,
      RelationshipType relationship) {}
}
