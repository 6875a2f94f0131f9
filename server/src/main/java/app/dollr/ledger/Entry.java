package app.dollr.ledger;

import app.dollr.values.ExecutionId;
import app.dollr.values.JournalId;
import app.dollr.values.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of a wallet's statement: what a journal did to it.
 *
 * @param available by how much what is at the owner's disposal changed
 * @param reserved by how much what is promised away changed
 * @param balance what was at the owner's disposal after it
 */
public record Entry(
    JournalId journal,
    JournalKind kind,
    Optional<ExecutionId> execution,
    Money available,
    Money reserved,
    Money balance,
    Instant createdAt) {}
