package app.dollr.paypage;

import app.dollr.platform.secrets.Vault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What pages carry and only we can read or make: tickets, and what a browser remembers. */
final class Seals {
  private static final String TICKET = "paypage.ticket";
  private static final String PAYER = "paypage.payer";
  private static final int LONGEST = 2000;

  private final Vault vault;

  Seals(Vault vault) {
    this.vault = vault;
  }

  String ticket(Ticket ticket) {
    return seal(TICKET, ticket.written());
  }

  /** The ticket, if it is one of ours for this link. */
  Optional<Ticket> ticket(String sealed, long link) {
    return open(TICKET, sealed).map(Ticket::read).filter(ticket -> ticket.link() == link);
  }

  String payer(Filled filled) {
    return seal(PAYER, filled.written());
  }

  Optional<Filled> payer(String sealed) {
    return open(PAYER, sealed).map(Filled::read);
  }

  private String seal(String purpose, String text) {
    var sealed = vault.seal(purpose, text.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  private Optional<String> open(String purpose, String sealed) {
    if (sealed.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      var bytes = Base64.getUrlDecoder().decode(sealed);
      return Optional.of(new String(vault.open(purpose, bytes), StandardCharsets.UTF_8));
    } catch (RuntimeException e) {
      // Forged, cut short, or of a master key that is no more: as good as none.
      return Optional.empty();
    }
  }
}
