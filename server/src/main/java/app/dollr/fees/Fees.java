package app.dollr.fees;

import app.dollr.merchants.Merchants;
import app.dollr.platform.database.ConstraintViolated;
import app.dollr.platform.database.Database;
import app.dollr.platform.database.Done;
import app.dollr.platform.database.Step;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Resource;
import app.dollr.routing.Routing;
import app.dollr.values.CurrencyCode;
import app.dollr.values.MerchantId;
import app.dollr.values.Money;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentMethod;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The fees and rates. Nodes know them from memory, at most 15 seconds old; nothing new begins
 * sooner than a minute after it was added, so that all nodes know it by then.
 */
public final class Fees {
  /** How long before it begins a schedule or rate has to be added. */
  public static final Duration NOTICE = Duration.ofMinutes(1);

  private static final Duration KNOWN_FOR = Duration.ofSeconds(15);
  private static final int MOST_MERCHANTS = 100_000;
  private static final String ALL = "all";

  private final Database database;
  private final FeeStore store = new FeeStore();
  private final Clock clock;
  private final LoadingCache<String, Schedules> schedules;
  private final LoadingCache<MerchantId, List<Assignment>> assignments;

  public Fees(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.schedules =
        Caffeine.newBuilder().expireAfterWrite(KNOWN_FOR).build(all -> readSchedules());
    this.assignments =
        Caffeine.newBuilder()
            .maximumSize(MOST_MERCHANTS)
            .expireAfterWrite(KNOWN_FOR)
            .build(merchant -> database.run(store.assignments(merchant)));
  }

  /** The routes of this room for merchants. */
  public List<Resource> resources(Merchants merchants, Routing routing) {
    return List.of(
        new FeesResource(this, merchants, routing, clock),
        new AmountPredictionsResource(this, merchants, routing, clock));
  }

  /** The routes of this room for the operator. */
  public Resource adminResource(Merchants merchants, Routing routing) {
    return new FeesAdminResource(this, merchants, routing, clock);
  }

  /**
   * What a movement of money costs whom; safe to repeat, and the same for the same moment.
   *
   * @return a refusal when a payer's or payee's amount would be nothing, or is outside what the
   *     operator takes
   */
  public Quoted quote(QuoteRequest request) {
    var tariff =
        schedules()
            .tariff(
                tier(request.merchant(), request.asOf()).id(),
                request.rail().method(),
                request.operation(),
                request.asOf());
    try {
      return Quoted.of(quote(tariff, request), request);
    } catch (Money.OutOfRange | ArithmeticException beyond) {
      return new Quoted.OutOfRange(
          ErrorCode.AMOUNT_TOO_LARGE, "more would move than can be counted");
    }
  }

  private static Quote quote(Tariff tariff, QuoteRequest request) {
    return switch (request.operation()) {
      case COLLECTION ->
          tariff.collection(
              request.base(),
              request.payer(),
              request.rail().limits(request.operation(), request.payer()).decimals(),
              request.bearer());
      case PAYOUT, TRANSFER, REFUND -> tariff.outgoing(request.base());
    };
  }

  /** What a gateway should charge for moving so much, by the schedule of a moment. */
  public Money gatewayFee(
      PaymentMethod method, OperationType operation, Money moved, Instant asOf) {
    return schedules()
        .tariff(schedules().defaultTier().id(), method, operation, asOf)
        .gatewayFee(moved);
  }

  /** The rates of a moment. */
  public FxRates rates(Instant asOf) {
    return schedules().rates(asOf);
  }

  /** All tiers. */
  public List<Tier> tiers() {
    return schedules().tiers();
  }

  /** The tier that counts for a merchant at a moment. */
  public Tier tier(MerchantId merchant, Instant asOf) {
    return assignment(merchant, asOf)
        .map(assignment -> schedules().tier(assignment.tier()))
        .orElseGet(() -> schedules().defaultTier());
  }

  Optional<Assignment> assignment(MerchantId merchant, Instant asOf) {
    return assignments.get(merchant).stream()
        .filter(assignment -> !assignment.from().isAfter(asOf))
        .max(Comparator.comparing(Assignment::from));
  }

  Schedules schedules() {
    return schedules.get(ALL);
  }

  /** Adds a tier without rates, which means no fees until some begin. */
  void addTier(String name) {
    add("name", store.addTier(name, clock.instant()));
  }

  void addTierRate(
      Tier tier, OperationType operation, Charge charge, BigDecimal fxPercentage, Instant from) {
    add(
        "effective_from",
        store.addTierRate(tier, operation, charge, fxPercentage, from, clock.instant()));
  }

  void addGatewayFee(PaymentMethod method, OperationType operation, Charge charge, Instant from) {
    add("effective_from", store.addGatewayFee(method, operation, charge, from, clock.instant()));
  }

  void addFxRate(CurrencyCode currency, BigDecimal perUsd, String source, Instant from) {
    add("effective_from", store.addFxRate(currency, perUsd, source, from, clock.instant()));
  }

  void assign(MerchantId merchant, Tier tier, String by, Instant from) {
    add("effective_from", store.assign(merchant, tier, by, from, clock.instant()));
    assignments.invalidate(merchant);
  }

  /** Adds a row; one that begins, or is called, as another does is refused. */
  private void add(String field, Step<Done> row) {
    try {
      database.run(row);
    } catch (ConstraintViolated violated) {
      if (violated.constraint().endsWith("_begins_once")
          || violated.constraint().equals("tier_name")) {
        throw Refused.body(field, ErrorCode.SCHEDULE_TAKEN);
      }
      throw violated;
    }
    schedules.invalidateAll();
  }

  private Schedules readSchedules() {
    var tiers = store.tiers();
    var tierRates = store.tierRates();
    var gatewayFees = store.gatewayFees();
    var fxRates = store.fxRates();
    var answers = database.run(List.of(tiers, tierRates, gatewayFees, fxRates));
    return new Schedules(
        answers.of(tiers), answers.of(tierRates), answers.of(gatewayFees), answers.of(fxRates));
  }
}
