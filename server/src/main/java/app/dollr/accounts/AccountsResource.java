package app.dollr.accounts;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Field;
import app.dollr.platform.http.Fields;
import app.dollr.platform.http.Invalid;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.platform.http.WireTime;
import app.dollr.platform.phone.Phones;
import app.dollr.routing.Rail;
import app.dollr.routing.Routing;
import app.dollr.values.CountryCode;
import app.dollr.values.PartyId;
import app.dollr.values.PaymentMethodId;
import app.dollr.values.PhoneNumber;
import app.dollr.wire.OperationType;
import app.dollr.wire.PaymentAccountResponse;
import app.dollr.wire.PaymentMethod;
import app.dollr.wire.Provider;
import java.util.Optional;

/** The calls about payment accounts. */
final class AccountsResource implements Resource {
  private static final int LONGEST_NAME = 255;

  private final Accounts accounts;
  private final Routing routing;

  AccountsResource(Accounts accounts, Routing routing) {
    this.accounts = accounts;
    this.routing = routing;
  }

  @Override
  public void addTo(Routes routes) {
    routes.create("/{version}/payment-accounts/create", this::create);
  }

  private Answer create(Call call) {
    var query = call.query();
    var operation = query.required("operation_type").word(OperationType.class);
    var body = call.body();
    var name = body.required("account_name").text(LONGEST_NAME);
    var party = body.required("party_id").id().map(PartyId::new);
    var provider = body.required("provider").word(Provider.class);
    var country = body.optional("country_code").country();
    var rail =
        body.required("method")
            .word(PaymentMethod.class)
            .map(routing::rail)
            .map(found -> serving(found, operation, provider));
    var phone = phone(body, rail);
    var card = body.optional("payment_method_id").paymentMethod().map(id -> ofCard(id, rail));
    body.check();
    var wish =
        new CreatePaymentAccount(
            party.get(),
            operation.get(),
            name.get(),
            provider.get(),
            rail.get().method(),
            country.optional().or(() -> rail.get().country()),
            phone.flatMap(Field::optional),
            card.optional());
    return Answer.json(wire(accounts.create(call.caller().merchant(), wish)));
  }

  private static Rail serving(Rail rail, Field<OperationType> operation, Field<Provider> provider) {
    if (!provider.optional().map(rail::isCarriedBy).orElse(true)) {
      throw new Invalid(ErrorCode.METHOD_PROVIDER_MISMATCH);
    }
    if (!operation.optional().map(rail.operations()::contains).orElse(true)) {
      throw new Invalid(ErrorCode.METHOD_UNSUPPORTED);
    }
    if (!rail.available()) {
      throw new Invalid(ErrorCode.METHOD_UNAVAILABLE);
    }
    return rail;
  }

  /** The wallet's number: needed for mobile money, and of the method's country. */
  private static Optional<Field<PhoneNumber>> phone(Fields body, Field<Rail> rail) {
    var key = "insensitive_account_number";
    var home = rail.optional().flatMap(Rail::country);
    if (home.isEmpty()) {
      body.optional(key).text(LONGEST_NAME);
      return Optional.empty();
    }
    return Optional.of(body.required(key).phone(home).map(number -> ofCountry(number, home.get())));
  }

  private static PaymentMethodId ofCard(PaymentMethodId id, Field<Rail> rail) {
    if (!rail.optional().map(Rail::isCard).orElse(true)) {
      throw new Invalid(ErrorCode.PAYMENT_METHOD_NO_CARD);
    }
    return id;
  }

  private static PhoneNumber ofCountry(PhoneNumber number, CountryCode home) {
    if (!Phones.country(number).equals(Optional.of(home))) {
      throw new Invalid(ErrorCode.PHONE_INVALID, "invalid phone: not a number of " + home);
    }
    return number;
  }

  private static PaymentAccountResponse wire(PaymentAccount account) {
    return new PaymentAccountResponse(
        account.id().value(),
        account.name(),
        account.provider(),
        account.method(),
        account.party().value(),
        account.country().map(CountryCode::code).orElse(null),
        account.active(),
        WireTime.of(account.createdAt()),
        WireTime.of(account.updatedAt()));
  }
}
