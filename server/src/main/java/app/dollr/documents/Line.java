package app.dollr.documents;

import app.dollr.values.LineId;
import app.dollr.values.Money;
import java.time.Instant;

/** A line of a document: {@code qty} times {@code unit}. */
public record Line(
    LineId id, String name, long qty, Money unit, Instant createdAt, Instant updatedAt) {}
