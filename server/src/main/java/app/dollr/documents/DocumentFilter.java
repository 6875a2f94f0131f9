package app.dollr.documents;

import java.util.Optional;

/**
 * Which documents are wanted.
 *
 * @param currency three letters; it need not be one that is handled
 */
public record DocumentFilter(
    DocumentKind kind, Optional<String> currency, Optional<DocumentStatus> status) {}
