package app.dollr.platform.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Who PostgreSQL runs as. It refuses to run as root, which is what a program in a container usually
 * is. Root therefore runs it in a user namespace of its own ({@code unshare -U}), where root is
 * nobody, or where that is refused as an ordinary user ({@code setpriv}).
 *
 * @param prefix what goes before a command line
 * @param userId whom files must belong to, so that PostgreSQL may use them
 * @param groupId the group to it
 */
record Account(List<String> prefix, int userId, int groupId) {
  private static final int ROOT = 0;

  /** {@code nobody} and its group on every Linux; it owns no files. */
  private static final int NOBODY = 65534;

  /** An account that can run these programs; what lies in the folder is made its own. */
  static Account choose(Layout layout, PostgresBinaries binaries) {
    try {
      var system = new UnixSystem();
      var account =
          system.getUid() == ROOT ? forRoot(layout, binaries) : ordinary(layout, binaries, system);
      account.takeOver(layout.data());
      account.takeOver(layout.log());
      return account;
    } catch (IOException e) {
      throw CannotStartPostgres.because("%s cannot be prepared".formatted(layout.folder()), e);
    }
  }

  /** Gives a file or folder to the account, with all in it, unless it has it already. */
  void takeOver(Path path) throws IOException {
    if (Files.exists(path) && ownerOf(path) != userId) {
      Folders.give(path, userId, groupId);
    }
  }

  private static Account ordinary(Layout layout, PostgresBinaries binaries, UnixSystem system)
      throws IOException {
    var account = new Account(List.of(), (int) system.getUid(), (int) system.getGid());
    if (Files.exists(layout.data()) && ownerOf(layout.data()) != account.userId) {
      throw new CannotStartPostgres(
          "%s belongs to user %s and this program runs as %s; run it as that user, or choose another folder with DOLLR_HOME"
              .formatted(layout.data(), Files.getOwner(layout.data()), system.getUsername()));
    }
    var probe = account.probe(layout, binaries);
    if (!probe.succeeded()) {
      throw new CannotStartPostgres(
          "the PostgreSQL that comes with this program does not run on this machine (%s); install PostgreSQL 18 and set DOLLR_DATABASE_URL"
              .formatted(probe.lastLine()));
    }
    return account;
  }

  private static Account forRoot(Layout layout, PostgresBinaries binaries) throws IOException {
    var refusals = new ArrayList<String>();
    for (var account : candidates(layout)) {
      account.admitTo(layout.folder());
      var probe = account.probe(layout, binaries);
      if (probe.succeeded()) {
        return account;
      }
      refusals.add("%s: %s".formatted(String.join(" ", account.prefix), probe.lastLine()));
    }
    throw new CannotStartPostgres(
        "PostgreSQL does not run as root, and root cannot run it as somebody else in %s (%s);"
                .formatted(layout.folder(), String.join("; ", refusals))
            + " run this program as an ordinary user, choose a folder with DOLLR_HOME that every"
            + " user may enter, or set DOLLR_DATABASE_URL");
  }

  /** Whoever has the data keeps it; otherwise the first that works. */
  private static Iterable<Account> candidates(Layout layout) throws IOException {
    var candidates = new LinkedHashSet<Account>();
    if (Files.exists(layout.data()) && ownerOf(layout.data()) != ROOT) {
      candidates.add(ownerAccount(layout.data()));
    }
    candidates.add(new Account(List.of("unshare", "-U", "--"), ROOT, ROOT));
    for (Path path = layout.folder(); path != null; path = path.getParent()) {
      if (ownerOf(path) != ROOT) {
        candidates.add(ownerAccount(path));
        break;
      }
    }
    candidates.add(ordinaryUser(NOBODY, NOBODY));
    return candidates;
  }

  private static Account ownerAccount(Path path) throws IOException {
    return ordinaryUser(ownerOf(path), (int) Files.getAttribute(path, "unix:gid"));
  }

  private static Account ordinaryUser(int userId, int groupId) {
    return new Account(
        List.of("setpriv", "--reuid=" + userId, "--regid=" + groupId, "--clear-groups", "--"),
        userId,
        groupId);
  }

  /** Lets the account into root's folder; what lies in it has modes of its own. */
  private void admitTo(Path folder) throws IOException {
    var mode = Files.getPosixFilePermissions(folder);
    if (userId != ROOT && ownerOf(folder) == ROOT && mode.add(PosixFilePermission.OTHERS_EXECUTE)) {
      Files.setPosixFilePermissions(folder, mode);
    }
  }

  private Programs.Outcome probe(Layout layout, PostgresBinaries binaries) {
    return new Programs(layout, binaries, this).postgres("--version");
  }

  private static int ownerOf(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }
}
