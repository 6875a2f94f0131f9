package app.dollr.settlement;

import java.time.Instant;
import java.util.List;

/**
 * What came of the import of a statement.
 *
 * @param lines of it
 * @param added of them were not known before
 * @param matched of them are as the books have it
 * @param standing how it stands between us and the gateway, in each currency
 */
record Report(
    long statement,
    String gateway,
    String name,
    Instant from,
    Instant until,
    int lines,
    int added,
    int matched,
    List<Break> breaks,
    List<Standing> standing) {}
