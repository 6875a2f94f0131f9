package app.dollr.documents;

import app.dollr.values.Money;

/** The wish to add a line: {@code qty} times {@code unit}. */
public record AddLine(String name, long qty, Money unit) {}
