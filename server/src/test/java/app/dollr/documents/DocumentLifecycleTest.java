package app.dollr.documents;

import static app.dollr.documents.DocumentStatus.CANCELED;
import static app.dollr.documents.DocumentStatus.IDLE;
import static app.dollr.documents.DocumentStatus.PAID;
import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.documents.DocumentLifecycle.Action;
import app.dollr.testing.MachineWalk;
import app.dollr.testing.Page;
import org.junit.jupiter.api.Test;

class DocumentLifecycleTest {
  private final MachineWalk<DocumentStatus, Action> walk =
      new MachineWalk<>(DocumentLifecycle.MACHINE, DocumentStatus.class, Action.class);

  @Test
  void takesTheListedStepsAndNoOthers() {
    walk.tryEveryPair();
  }

  @Test
  void endsPaidOrCanceled() {
    assertThat(walk.ends()).containsExactlyInAnyOrder(PAID, CANCELED);
    assertThat(walk.reachableFrom(IDLE)).containsExactlyInAnyOrder(DocumentStatus.values());
  }

  @Test
  void isWrittenDown() throws Exception {
    Page.of("lifecycles.md").has("documents", walk.page());
  }
}
