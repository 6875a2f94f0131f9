package app.dollr.webhooks;

import app.dollr.platform.database.Binding;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.Row;
import app.dollr.platform.database.Sql;
import app.dollr.platform.database.Step;
import app.dollr.platform.http.Paging;
import app.dollr.values.MerchantId;
import app.dollr.wire.EventType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All SQL of endpoints. */
final class EndpointStore {
  /** What a change of an endpoint tells. */
  private static final String TELLING =
      """
      returning *, :told::text[] as event_types, 'webhook_endpoint' as event_object,
        id as event_object_id, version as event_sequence,
        json_build_object('id', id, 'url', url, 'description', description, 'types', types,
          'status', status, 'disabled_reason', disabled_reason,
          'disabled_at', platform.moment(disabled_at), 'failing_since',
          platform.moment(failing_since), 'previous_secret_until',
          platform.moment(previous_until), 'created_at', platform.moment(created_at),
          'updated_at', platform.moment(updated_at))::text as event_data
      """;

  private static final Sql ADD =
      Sql.of(
          """
          insert into webhooks.endpoint
            (merchant_id, url, description, types, status, sealed_secret, version, created_at,
             updated_at)
          select :merchant, :url, :description, :types, 'ENABLED', :secret, 1, :now, :now
          where (select count(*) from webhooks.endpoint where merchant_id = :merchant) < :most
          returning *
          """);

  private static final Sql LIST =
      Sql.of(
          """
          select * from webhooks.endpoint where merchant_id = :merchant and id < :before
          order by id desc
          limit :limit
          """);

  private static final Sql FIND =
      Sql.of("select * from webhooks.endpoint where merchant_id = :merchant and id = :id");

  private static final Sql CHANGE =
      Sql.of(
          """
          update webhooks.endpoint
          set url = coalesce(:url, url),
            description = coalesce(:description, description),
            types = coalesce(:types, types),
            status = coalesce(:status, status),
            disabled_reason = case coalesce(:status, status)
              when 'ENABLED' then null
              else coalesce(disabled_reason, 'by the merchant') end,
            disabled_at = case coalesce(:status, status)
              when 'ENABLED' then null
              else coalesce(disabled_at, :now) end,
            failing_since = case when :status = 'ENABLED' then null else failing_since end,
            version = version + 1,
            updated_at = :now
          where merchant_id = :merchant and id = :id
          returning *
          """);

  private static final Sql REMOVE =
      Sql.of("delete from webhooks.endpoint where merchant_id = :merchant and id = :id");

  private static final Sql ROTATE =
      Sql.of(
          """
          update webhooks.endpoint
          set sealed_previous = case when :until > :now then sealed_secret end,
            previous_until = case when :until > :now then :until end,
            sealed_secret = :secret,
            version = version + 1,
            updated_at = :now
          where merchant_id = :merchant and id = :id
          returning *
          """);

  private static final Sql PING =
      Sql.of(
          """
          update webhooks.endpoint set version = version + 1
          where merchant_id = :merchant and id = :id and status = 'ENABLED'
          """
              + TELLING);

  private static final Sql WELL =
      Sql.of(
          """
          update webhooks.endpoint set failing_since = null
          where merchant_id = :merchant and id = :id and failing_since is not null
          """);

  private static final Sql AILING =
      Sql.of(
          """
          update webhooks.endpoint set failing_since = :now
          where merchant_id = :merchant and id = :id and failing_since is null
          """);

  private static final Sql DISABLE =
      Sql.of(
          """
          update webhooks.endpoint
          set status = 'DISABLED', disabled_at = :now, disabled_reason = :reason,
            version = version + 1, updated_at = :now
          where merchant_id = :merchant and id = :id and status = 'ENABLED'
            and failing_since <= :since
          """
              + TELLING);

  /**
   * What makes an endpoint, or changes it.
   *
   * @param types none for no change
   */
  record Wish(
      Optional<String> url,
      Optional<String> description,
      Optional<List<String>> types,
      Optional<EndpointStatus> status) {}

  /** Adds an endpoint, if there is room for one more. */
  Step<Optional<Endpoint>> add(
      MerchantId merchant, Wish wish, byte[] sealedSecret, int most, Instant now) {
    return ADD.with("merchant", merchant.value())
        .with("url", wish.url())
        .with("description", wish.description())
        .with("types", wish.types().orElseThrow().toArray(String[]::new))
        .with("secret", sealedSecret)
        .with("most", most)
        .with("now", now)
        .first(EndpointStore::endpoint);
  }

  Step<List<Endpoint>> list(MerchantId merchant, Paging paging) {
    return LIST.with("merchant", merchant.value())
        .with("before", paging.after().orElse(Long.MAX_VALUE))
        .with("limit", paging.fetch())
        .list(EndpointStore::endpoint);
  }

  Step<Optional<Endpoint>> find(MerchantId merchant, long id) {
    return at(FIND, merchant, id).first(EndpointStore::endpoint);
  }

  Step<Optional<Endpoint>> change(MerchantId merchant, long id, Wish wish, Instant now) {
    return at(CHANGE, merchant, id)
        .with("url", wish.url())
        .with("description", wish.description())
        .with("types", wish.types().map(types -> types.toArray(String[]::new)))
        .with("status", wish.status())
        .with("now", now)
        .first(EndpointStore::endpoint);
  }

  Step<Integer> remove(MerchantId merchant, long id) {
    return at(REMOVE, merchant, id).count();
  }

  /** Gives an endpoint another secret; the one before counts until a moment. */
  Step<Optional<Endpoint>> rotate(
      MerchantId merchant, long id, byte[] sealedSecret, Instant until, Instant now) {
    return at(ROTATE, merchant, id)
        .with("secret", sealedSecret)
        .with("until", until)
        .with("now", now)
        .first(EndpointStore::endpoint);
  }

  /** A row of an enabled endpoint that tells {@code webhook.ping}. */
  Step<Optional<Endpoint>> ping(MerchantId merchant, long id) {
    return at(PING, merchant, id)
        .with("told", new String[] {EventType.WEBHOOK_PING.text()})
        .first(EndpointStore::endpoint);
  }

  Step<Done> well(Claimed claimed) {
    return at(WELL, claimed.merchant(), claimed.endpoint()).done();
  }

  Step<Done> ailing(Claimed claimed, Instant now) {
    return at(AILING, claimed.merchant(), claimed.endpoint()).with("now", now).done();
  }

  /** Disables an endpoint that has taken nothing since a moment, with what that tells. */
  Step<Optional<Endpoint>> disable(Claimed claimed, String reason, Instant since, Instant now) {
    return at(DISABLE, claimed.merchant(), claimed.endpoint())
        .with("reason", reason)
        .with("since", since)
        .with("now", now)
        .with("told", new String[] {EventType.WEBHOOK_ENDPOINT_DISABLED.text()})
        .first(EndpointStore::endpoint);
  }

  private static Binding at(Sql sql, MerchantId merchant, long id) {
    return sql.with("merchant", merchant.value()).with("id", id);
  }

  private static MerchantId merchant(Row row) {
    return new MerchantId(row.number("merchant_id"));
  }

  private static Endpoint endpoint(Row row) {
    return new Endpoint(
        merchant(row),
        row.number("id"),
        row.text("url"),
        row.optionalText("description"),
        row.texts("types"),
        row.word("status", EndpointStatus.class),
        row.optionalText("disabled_reason"),
        row.optionalMoment("disabled_at"),
        row.optionalMoment("failing_since"),
        row.optionalMoment("previous_until"),
        row.moment("created_at"),
        row.moment("updated_at"));
  }
}
