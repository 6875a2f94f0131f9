package app.dollr.documents;

import app.dollr.values.Money;
import java.util.Optional;

/**
 * The wish to change a line; what is empty stays as it is.
 *
 * @param unit in the document's currency
 */
public record ChangeLine(Optional<String> name, Optional<Long> qty, Optional<Money> unit) {}
