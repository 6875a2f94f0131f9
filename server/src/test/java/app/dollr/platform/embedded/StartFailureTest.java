package app.dollr.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartFailureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PORT_TAKEN       | could not bind IPv4 address "127.0.0.1": Address already in use
          OLD_PROCESSES    | pre-existing shared memory block (key 1, ID 2) is still in use
          OLD_PROCESSES    | lock file "postmaster.pid" already exists
          NO_SHARED_MEMORY | could not create shared memory segment: No space left on device
          NO_SHARED_MEMORY | could not map anonymous shared memory: Cannot allocate memory
          DISK_FULL        | could not write to file "pg_wal/xlogtemp.7": No space left on device
          NO_SUCH_USER     | could not look up effective user ID 12345: user does not exist
          NO_PERMISSION    | could not open file "postmaster.pid": Permission denied
          OTHER            | database files are incompatible with server
          """)
  void isToldByWhatPostgresqlWrote(StartFailure failure, String message) {
    assertThat(StartFailure.in("LOG:  starting\nFATAL:  " + message)).isEqualTo(failure);
  }

  @Test
  void saysWhatToDo() {
    for (var failure : StartFailure.values()) {
      assertThat(failure.advice()).containsAnyOf("again", "DOLLR_HOME", "DOLLR_DATABASE_URL");
    }
  }

  @Test
  void settingsThatCannotWorkAreRefusedBeforeAnyStart() {
    assertThatThrownBy(() -> new EmbeddedSettings(true, 5, 128))
        .hasMessage("maxConnections is 5, at least 10 are needed");
    assertThatThrownBy(() -> new EmbeddedSettings(true, 100, 8))
        .hasMessage("sharedBuffersMegabytes is 8, at least 16 are needed");
    assertThat(EmbeddedSettings.forKeeps().withMaxConnections(300).maxConnections()).isEqualTo(300);
  }
}
