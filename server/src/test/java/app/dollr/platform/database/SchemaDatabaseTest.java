package app.dollr.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.testing.TestDatabase;
import app.dollr.testing.TestSession;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The schema that all migrations together make is written down; {@code -Ddocs.fix=true} does. */
class SchemaDatabaseTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.create();

  private static final Path FILE = Path.of("..", "docs", "schema.sql");

  @Test
  void isAsWrittenDown() throws Exception {
    String schema;
    try (var session = TestSession.open(DATABASE.superuser())) {
      schema = new SchemaText(session).write();
    }
    if (Boolean.getBoolean("docs.fix")) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, schema);
    }
    assertThat(Files.readString(FILE))
        .as("docs/schema.sql; write it with -Dtest=SchemaDatabaseTest -Ddocs.fix=true")
        .isEqualTo(schema);
  }

  @Test
  void isTheSameHoweverOftenItIsRead() throws Exception {
    try (var session = TestSession.open(DATABASE.superuser())) {
      var text = new SchemaText(session);
      assertThat(text.write()).isEqualTo(text.write());
    }
  }
}
