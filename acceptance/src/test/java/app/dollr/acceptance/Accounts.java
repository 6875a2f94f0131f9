package app.dollr.acceptance;

/** What stands in the accounts of a merchant's books, read behind the program's back. */
record Accounts(TestServer server, long merchant) {

  /** What an account has, in minor units: what was posted to it less what was posted from it. */
  long net(String account, String currency) {
    return server.count(
        """
        select coalesce(sum(case when to_account = '%1$s' then amount_minor else 0 end)
          - sum(case when from_account = '%1$s' then amount_minor else 0 end), 0)::bigint
        from ledger.posting
        where merchant_id = %2$d and currency = '%3$s'
        """
            .formatted(account, merchant, currency));
  }

  /** The same in one execution's journals. */
  long net(String account, String currency, long execution) {
    return server.count(
        """
        select coalesce(sum(case when to_account = '%1$s' then amount_minor else 0 end)
          - sum(case when from_account = '%1$s' then amount_minor else 0 end), 0)::bigint
        from ledger.posting
        where merchant_id = %2$d and currency = '%3$s' and execution_id = %4$d
        """
            .formatted(account, merchant, currency, execution));
  }

  long journals(String kind) {
    return server.count(
        "select count(*) from ledger.journal where merchant_id = %d and kind = '%s'"
            .formatted(merchant, kind));
  }
}
