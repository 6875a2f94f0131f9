package app.dollr.documents;

import app.dollr.values.DocumentId;
import app.dollr.values.MerchantId;

/** What names a document: whose it is, what it is, and its id. */
public record DocumentRef(MerchantId merchant, DocumentKind kind, DocumentId id) {}
