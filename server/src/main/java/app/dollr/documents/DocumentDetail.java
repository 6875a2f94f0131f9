package app.dollr.documents;

import java.util.List;

/** A document with its lines, in the order they were added. */
public record DocumentDetail(Document document, List<Line> lines) {
  public DocumentDetail {
    lines = List.copyOf(lines);
  }
}
