package app.dollr.platform.database;

/** The answer of a statement of which nothing is wanted but that it was done. */
public enum Done {
  DONE
}
