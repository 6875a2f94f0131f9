package app.dollr.documents;

import app.dollr.wire.FeeBearer;
import java.time.Instant;
import java.util.Optional;

/** The wish to change a document; what is empty stays as it is. */
public record ChangeDocument(
    Optional<String> note,
    Optional<FeeBearer> feeBearer,
    Optional<String> reference,
    Optional<Instant> dueAt) {}
