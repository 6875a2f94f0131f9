package app.dollr.checkout;

import app.dollr.documents.DocumentKind;
import app.dollr.values.DocumentId;
import app.dollr.values.Secret;
import java.time.Instant;
import java.util.Optional;

/**
 * A link by which a document is paid.
 *
 * @param token by which it is found; 192 random bits
 * @param successUrl, cancelUrl where the payer goes from the page
 * @param expiresAt until when the page lets pay
 */
public record Link(
    long id,
    DocumentKind kind,
    DocumentId document,
    CheckoutMode mode,
    Secret token,
    Optional<String> successUrl,
    Optional<String> cancelUrl,
    Optional<Instant> expiresAt) {}
