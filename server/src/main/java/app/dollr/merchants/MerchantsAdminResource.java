package app.dollr.merchants;

import app.dollr.access.Access;
import app.dollr.access.Credentials;
import app.dollr.access.SigningKey;
import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Refused;
import app.dollr.platform.http.Answer;
import app.dollr.platform.http.Call;
import app.dollr.platform.http.Invalid;
import app.dollr.platform.http.Resource;
import app.dollr.platform.http.Routes;
import app.dollr.values.ClientId;
import app.dollr.values.MerchantId;
import app.dollr.wire.MerchantType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the operator may do with merchants, their credentials and the signing keys. */
final class MerchantsAdminResource implements Resource {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_EMAIL = 254;
  private static final int LONGEST_LOGO = 60_000;
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

  private final Merchants merchants;
  private final Access access;

  MerchantsAdminResource(Merchants merchants, Access access) {
    this.merchants = merchants;
    this.access = access;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .post("/admin/v1/merchants", this::create)
        .get("/admin/v1/merchants", this::list)
        .post("/admin/v1/merchants/{id}/verify", this::verify)
        .post("/admin/v1/merchants/{id}/look", this::dress)
        .post("/admin/v1/clients/{client_id}/rotate", this::rotateSecret)
        .post("/admin/v1/clients/{client_id}/revoke", this::revoke)
        .post("/admin/v1/keys/rotate", this::rotateKey)
        .get("/admin/v1/keys", this::keys);
  }

  private Answer create(Call call) {
    var body = call.body();
    var name = body.required("name").text(LONGEST_NAME);
    var type = body.required("type").word(MerchantType.class);
    var email = body.optional("email").text(LONGEST_EMAIL);
    var phone = body.optional("phone").phone(Optional.empty());
    var verified = body.optional("verified").flag();
    body.check();
    var created =
        merchants.create(
            new CreateMerchant(
                name.get(),
                type.get(),
                email.optional(),
                phone.optional(),
                verified.orElse(false)));
    Map<String, Object> answer = new LinkedHashMap<>(shown(created.merchant()));
    answer.putAll(shown(created.credentials()));
    answer.put("passcode", created.passcode().code().reveal());
    answer.put("passcode_phone", created.passcode().phone().digits());
    return Answer.json(answer).withHeader("Cache-Control", "no-store");
  }

  private Answer list(Call call) {
    return Answer.json(merchants.list().stream().map(MerchantsAdminResource::shown).toList());
  }

  private Answer verify(Call call) {
    return Answer.json(shown(merchants.verify(new MerchantId(call.pathId("id")))));
  }

  private Answer dress(Call call) {
    var id = new MerchantId(call.pathId("id"));
    var body = call.body();
    var colour = body.optional("colour").text(LONGEST_NAME).map(MerchantsAdminResource::colour);
    var logo =
        body.optional("logo")
            .text(LONGEST_LOGO)
            .map(text -> Logo.read(text).orElseThrow(() -> new Invalid(ErrorCode.IMAGE_INVALID)));
    body.check();
    var look = merchants.dress(id, colour.optional(), logo.optional());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("merchant_id", id.value());
    look.colour().ifPresent(known -> answer.put("colour", known));
    look.logo().ifPresent(known -> answer.put("logo_type", known.type()));
    return Answer.json(answer);
  }

  private static String colour(String text) {
    if (!COLOUR.matcher(text).matches()) {
      throw new Invalid(ErrorCode.COLOUR_INVALID);
    }
    return text.toLowerCase(Locale.ROOT);
  }

  private Answer rotateSecret(Call call) {
    return Answer.json(shown(access.rotateSecret(client(call))))
        .withHeader("Cache-Control", "no-store");
  }

  private Answer revoke(Call call) {
    access.revoke(client(call));
    return Answer.json(Map.of("client_id", client(call).value(), "revoked", true));
  }

  private Answer rotateKey(Call call) {
    return Answer.json(shown(access.rotateKey()));
  }

  private Answer keys(Call call) {
    return Answer.json(access.keys().stream().map(MerchantsAdminResource::shown).toList());
  }

  private static ClientId client(Call call) {
    try {
      return new ClientId(call.path("client_id"));
    } catch (IllegalArgumentException e) {
      throw Refused.of(ErrorCode.NOT_FOUND);
    }
  }

  private static Map<String, Object> shown(Merchant merchant) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("merchant_id", merchant.id().value());
    shown.put("merchant_type", merchant.type());
    shown.put("name", merchant.name());
    shown.put("verified", merchant.verified());
    shown.put("created_at", merchant.createdAt());
    return shown;
  }

  private static Map<String, Object> shown(Credentials credentials) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("client_id", credentials.client().value());
    shown.put("client_secret", credentials.secret().reveal());
    return shown;
  }

  private static Map<String, Object> shown(SigningKey key) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("key_id", key.keyId());
    shown.put("created_at", key.createdAt());
    shown.put("signing", key.signing());
    return shown;
  }
}
