package app.dollr.documents;

import app.dollr.merchants.Merchant;
import app.dollr.wire.CounterPartyWithPartyResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the documents of one kind look in answers. */
interface DocumentWire {
  Object summary(Merchant owner, Document document);

  Object detail(
      Merchant owner,
      Document document,
      List<Line> lines,
      @Nullable CounterPartyWithPartyResponse counterparty);

  Object line(Line line);
}
