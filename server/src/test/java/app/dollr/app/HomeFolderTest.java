package app.dollr.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomeFolderTest {
  private static final byte[] NO_TEXT = {'A', '=', (byte) 0xff, (byte) 0xfe};

  @TempDir private Path folder;

  @Test
  void keepsWhatItMadeAtTheFirstStart() throws IOException {
    var key = new HomeFolder(folder).masterKey().reveal();
    assertThat(new HomeFolder(folder).masterKey().reveal()).isEqualTo(key);
    var permissions = Files.getPosixFilePermissions(folder.resolve("master.key"));
    assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
  }

  @Test
  void readsWhatIsLeftOfTheSandboxsCredentials() throws IOException {
    var home = new HomeFolder(folder);
    assertThat(home.sandboxEnvironment()).isEmpty();
    home.writeSandboxEnvironment(Map.of("DOLLR_CLIENT_ID", "shop"));
    Files.writeString(folder.resolve("sandbox.env"), "DOLLR_CLIENT_ID=shop\n???\n\nDOLLR_PASS");
    assertThat(home.sandboxEnvironment()).isEqualTo(Map.of("DOLLR_CLIENT_ID", "shop"));
  }

  @Test
  void saysWhatToDoAboutDamagedCredentials() throws IOException {
    Files.write(folder.resolve("sandbox.env"), NO_TEXT);
    assertThatThrownBy(new HomeFolder(folder)::sandboxEnvironment)
        .isInstanceOf(CannotStart.class)
        .hasMessage(
            folder + "/sandbox.env is damaged; delete it, and the next start makes another");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00ff", "not a key"})
  void makesNoNewMasterKeyInPlaceOfADamagedOne(String text) throws IOException {
    Files.writeString(folder.resolve("master.key"), text);
    assertThatThrownBy(new HomeFolder(folder)::masterKey)
        .isInstanceOf(CannotStart.class)
        .hasMessageStartingWith(folder + "/master.key is damaged; put back the one");
    Files.write(folder.resolve("master.key"), NO_TEXT);
    assertThatThrownBy(new HomeFolder(folder)::masterKey)
        .hasMessageStartingWith(folder + "/master.key is damaged; put back the one");
  }

  @Test
  void namesAFolderThatCannotBe() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> new HomeFolder(file.resolve("home")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining(file + "/home cannot be made");
  }
}
