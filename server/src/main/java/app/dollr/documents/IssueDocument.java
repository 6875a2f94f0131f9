package app.dollr.documents;

import java.util.List;

/** The wish to have a document that can be paid at once: with its lines, at least one. */
public record IssueDocument(CreateDocument document, List<AddLine> lines) {
  public IssueDocument {
    lines = List.copyOf(lines);
  }
}
