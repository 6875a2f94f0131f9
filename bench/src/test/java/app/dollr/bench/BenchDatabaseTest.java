package app.dollr.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole benchmark with tiny numbers: that it measures, not what. */
class BenchDatabaseTest {
  private static final Pattern COLLECTIONS =
      Pattern.compile("\\| [^|]+ \\| [\\d,]+ \\| [\\d,]+ \\| \\d+ % \\|( [\\d.,]+ \\|){7}");

  @Test
  void measuresEveryPartAndLeavesALedgerThatHolds(@TempDir Path folder) throws Exception {
    var results = folder.resolve("results");
    int exit =
        Main.run(
            "--seconds=1",
            "--warm-up=1",
            "--clients=4",
            "--rounds=1",
            "--merchants=5",
            "--loaded=300",
            "--jdbc",
            "--folder=" + folder.resolve("home"),
            "--results=" + results);
    assertThat(exit).isZero();

    var table = Files.readString(results.resolve("performance-results.md"));
    assertThat(table.lines().filter(line -> COLLECTIONS.matcher(line).matches()))
        .hasSize(3)
        .anyMatch(line -> line.startsWith("| over 5 merchants |"))
        .anyMatch(line -> line.startsWith("| all of one merchant |"))
        .anyMatch(line -> line.startsWith("| with 300 payments loaded |"));
    assertThat(table)
        .contains("| open a session |", "| execute a collection |", "| obtain a token |")
        .contains("| ask for a status |", "status polls: ", "one hot merchant: ", "loaded: ")
        .contains("floor by the built-in driver", "`ledger verify` holds after it, over ");

    var picture = results.resolve("performance.svg").toFile();
    var svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(picture);
    assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(3 + 2 * 3);
  }

  @Test
  void refusesAPartThatIsNone() {
    assertThat(Main.run("--parts=nothing")).isEqualTo(2);
  }
}
