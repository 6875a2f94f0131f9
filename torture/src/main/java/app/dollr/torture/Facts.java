package app.dollr.torture;

import app.dollr.wire.OperationType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What stands written on both sides when all is over, and what clients were told.
 *
 * @param entries the other side's book
 * @param journals the ledger's, summed up
 * @param terminalEvents how many of an execution's events say that it is over
 * @param told what clients were told, by reference
 * @param contradictions what clients saw that cannot be
 * @param ledgerProblems what recomputing the ledger found
 */
record Facts(
    List<Execution> executions,
    List<BookEntry> entries,
    List<Booked> journals,
    List<Misfit> exceptions,
    List<Document> documents,
    Map<Key, Integer> terminalEvents,
    Map<UUID, Witness.Told> told,
    List<String> contradictions,
    List<String> ledgerProblems) {

  Facts {
    executions = List.copyOf(executions);
    entries = List.copyOf(entries);
    journals = List.copyOf(journals);
    exceptions = List.copyOf(exceptions);
    documents = List.copyOf(documents);
    terminalEvents = Map.copyOf(terminalEvents);
    told = Map.copyOf(told);
    contradictions = List.copyOf(contradictions);
    ledgerProblems = List.copyOf(ledgerProblems);
  }

  /** What belongs to one execution, or document. */
  record Key(long merchant, long id) {}

  /** What the other side knows an instruction by. */
  record Reference(long merchant, UUID id, OperationType operation) {}

  /** Money, in minor units. */
  record Sum(long minor, String currency) {
    @Override
    public String toString() {
      return "%s %d".formatted(currency, minor);
    }
  }

  /**
   * An execution as we have it.
   *
   * @param moves what it takes from its payer or brings to its payee, at the gateway
   * @param gateway whether the other side is told of it
   */
  record Execution(
      Key key,
      Reference reference,
      String state,
      Sum moves,
      boolean gateway,
      Optional<Long> document,
      Optional<Instant> finalAt) {}

  /**
   * An instruction as the other side has it.
   *
   * @param takenBack what the payer's bank has taken back of it, in minor units
   */
  record BookEntry(
      Gateway gateway,
      Reference reference,
      String status,
      Sum paid,
      long takenBack,
      Instant takenAt) {}

  /**
   * What journals of one kind say of an execution, in one currency.
   *
   * @param clearing what the gateway came to owe us by it, less what it paid for us
   * @param reserved what is set aside by it
   * @param count of those journals
   */
  record Booked(
      Key execution, String kind, String currency, long clearing, long reserved, int count) {}

  /**
   * What the other side said that did not fit.
   *
   * @param resolution how an operator settled it
   */
  record Misfit(
      Reference reference,
      String kind,
      Optional<Sum> amount,
      boolean incoming,
      Optional<String> resolution) {}

  /** A document, and where it stands. */
  record Document(Key key, String status) {}
}
