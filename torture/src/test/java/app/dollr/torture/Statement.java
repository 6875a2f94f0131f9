package app.dollr.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A statement of pawaPay about what was collected, which the operator imports again and again. */
record Statement(List<String> lines) {
  private static final String HEADINGS =
      "Transaction ID,Type,Amount,Currency,Fee,Provider Transaction ID,Creation date";

  private static final String COLLECTED =
      """
      select concat_ws(',', gateway_key, 'DEPOSIT', (payer_minor / 100.0)::numeric(18, 2),
        payer_currency, '0.25', '',
        to_char(accepted_at at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS'))
      from executions.execution
      where gateway = 'pawapay' and operation = 'COLLECTION' and state = 'COMPLETED'
      """;

  private static final String CHARGES =
      "select count(*) from ledger.journal where kind = 'GATEWAY_CHARGE'";

  private static final String LINES = "select count(*) from settlement.line";

  private static final Set<String> WRONG = Set.of("MISSING_HERE", "TWICE", "AMOUNT_DIFFERS");

  /** Of what is completed now. */
  static Statement now(Torture torture) throws SQLException {
    var lines = torture.world().rows().all(COLLECTED, row -> row.getString(1));
    assertThat(lines).isNotEmpty();
    return new Statement(lines);
  }

  /** What the operator is answered, if anything. */
  Caller.Reply imported(Torture torture) throws InterruptedException {
    var content = Stream.concat(Stream.of(HEADINGS), lines.stream());
    return torture
        .operator()
        .admin()
        .post(
            "/admin/v1/settlements?gateway=PAWAPAY&name=november",
            content.collect(Collectors.joining("\n")));
  }

  /** In the end each line is there once, and what it cost was charged once. */
  void assertImportedOnce(Torture torture) throws InterruptedException, SQLException {
    var report = imported(torture);
    assertThat(report.ok()).as("%s", report).isTrue();
    assertThat(report.body().get("added").intValue()).as("nothing is new").isZero();
    assertThat(report.body().get("breaks").valueStream())
        .as("each is about what is in the books")
        .noneMatch(each -> WRONG.contains(each.get("kind").stringValue()));
    assertThat(count(torture, LINES)).isEqualTo(lines.size());
    assertThat(count(torture, CHARGES)).isEqualTo(lines.size());
  }

  private static int count(Torture torture, String sql) throws SQLException {
    return torture.world().rows().all(sql, row -> row.getInt(1)).getFirst();
  }
}
