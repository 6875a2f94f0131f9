package app.dollr.merchants;

import java.util.Optional;

/**
 * How a merchant's pages look.
 *
 * @param version another text for each other look
 * @param colour as {@code #0a7cff}
 */
public record Look(String version, Optional<String> colour, Optional<Logo> logo) {
  /** No colour and no logo. */
  public static final Look PLAIN = new Look("0", Optional.empty(), Optional.empty());
}
