package app.dollr.documents;

import app.dollr.wire.SourceType;
import java.util.Optional;

/** What a document is. */
public enum DocumentKind {
  INVOICE("INV", SourceType.INVOICE),
  ORDER("ORD", SourceType.ORDER);

  private final String prefix;
  private final SourceType source;

  DocumentKind(String prefix, SourceType source) {
    this.prefix = prefix;
    this.source = source;
  }

  /** The kind a source type stands for; none for SUBSCRIPTION, which is reserved. */
  public static Optional<DocumentKind> from(SourceType source) {
    return switch (source) {
      case INVOICE -> Optional.of(INVOICE);
      case ORDER -> Optional.of(ORDER);
      case SUBSCRIPTION -> Optional.empty();
    };
  }

  /** How its numbers begin. */
  String prefix() {
    return prefix;
  }

  public SourceType source() {
    return source;
  }
}
