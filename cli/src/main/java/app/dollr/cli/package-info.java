/**
 * The {@code dollr} command. {@link app.dollr.cli.Main} is where it begins; a command is one class:
 * it parses, calls the SDK and prints. Text is for people, {@code --json} for programs, and the
 * {@linkplain app.dollr.cli.ExitCode exit code} says how it went.
 */
@NullMarked
package app.dollr.cli;

import org.jspecify.annotations.NullMarked;
