package app.dollr.cli;

/** A command that does something. */
interface Action {
  /** Does it, prints what came of it and says how it went. */
  ExitCode run();
}
