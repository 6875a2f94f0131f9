package app.dollr.checkout;

import app.dollr.documents.Document;
import app.dollr.values.PartyId;

/** What a checkout was made of. */
record CreatedCheckout(Document document, PartyId party, Link link) {}
