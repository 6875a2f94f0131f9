package app.dollr.app;

import app.dollr.gateways.pawapay.PawapayConfig;
import app.dollr.gateways.pawapay.SigningKey;
import app.dollr.platform.config.Environment;
import app.dollr.platform.config.Readers;
import app.dollr.platform.config.Setting;
import app.dollr.values.Secret;
import app.dollr.wire.PaymentMethod;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is set of pawaPay. */
final class PawapaySettings {
  private static final int LONGEST_FILE = 65_536;

  private static final Setting<URI> URL =
      Setting.optional(
          "DOLLR_PAWAPAY_URL",
          "pawaPay's API, in live: `https://api.pawapay.io`, or `https://api.sandbox.pawapay.io`",
          "no mobile money in live",
          text -> URI.create(Readers.url(text)));
  private static final Setting<Secret> TOKEN =
      Setting.optional(
          "DOLLR_PAWAPAY_TOKEN",
          "The API token of the pawaPay account",
          "none",
          PawapaySettings::token);
  private static final Setting<Secret> TOKEN_FILE =
      Setting.optional(
          "DOLLR_PAWAPAY_TOKEN_FILE",
          "A file with that token, instead",
          "none",
          path -> token(content(path)));
  private static final Setting<PrivateKey> SIGNING_KEY =
      Setting.optional(
          "DOLLR_PAWAPAY_SIGNING_KEY",
          "A file with the key that signs requests to pawaPay: P-256, PKCS #8, in PEM",
          "requests are not signed",
          path -> SigningKey.read(content(path)));
  private static final Setting<String> SIGNING_KEY_ID =
      Setting.optional(
          "DOLLR_PAWAPAY_SIGNING_KEY_ID",
          "The name under which pawaPay's dashboard has the public key",
          "none",
          PawapaySettings::keyId);
  private static final Setting<SigningKey.Encoding> SIGNATURES =
      Setting.of(
          "DOLLR_PAWAPAY_SIGNATURES",
          "How signatures are written: `der`, as pawaPay's samples do, or `raw`, as RFC 9421 says",
          "der",
          Readers.word(SigningKey.Encoding.class));
  private static final Setting<PawapayConfig.Callbacks> CALLBACKS =
      Setting.of(
          "DOLLR_PAWAPAY_CALLBACKS",
          "`signed` when the account signs callbacks; `hints` when not: then pawaPay is asked"
              + " before anything is believed",
          "signed",
          Readers.word(PawapayConfig.Callbacks.class));
  private static final Setting<Map<PaymentMethod, String>> METHODS =
      Setting.of(
          "DOLLR_PAWAPAY_METHODS",
          "The methods pawaPay carries, each with its own name for the operator, such as"
              + " `MTN_MOMO_LBR=MTN_MOMO_LBR`, separated by commas",
          PawapayConfig.USUAL_METHODS,
          PawapayConfig::methods);

  /** In the order the documentation shows them. */
  static final List<Setting<?>> ALL =
      List.of(URL, TOKEN, TOKEN_FILE, SIGNING_KEY, SIGNING_KEY_ID, SIGNATURES, CALLBACKS, METHODS);

  private PawapaySettings() {}

  /** How pawaPay is reached; empty where nothing is said of it. */
  static Optional<PawapayConfig> read(Environment environment, Reality reality, int haste) {
    var url = environment.optional(URL);
    var token = tokenOrItsFile(environment);
    var signing = signing(environment);
    var callbacks = environment.get(CALLBACKS);
    var methods = environment.get(METHODS);
    url.ifPresent(known -> reality.refuseUnsafe(environment, URL, known));
    refuseOneAlone(environment, URL, url, TOKEN, token);
    return url.flatMap(
        at -> token.map(by -> new PawapayConfig(at, by, signing, callbacks, methods, haste)));
  }

  private static Optional<SigningKey> signing(Environment environment) {
    var key = environment.optional(SIGNING_KEY);
    var keyId = environment.optional(SIGNING_KEY_ID);
    var encoding = environment.get(SIGNATURES);
    refuseOneAlone(environment, SIGNING_KEY, key, SIGNING_KEY_ID, keyId);
    return key.flatMap(signs -> keyId.map(id -> new SigningKey(id, signs, encoding)));
  }

  private static Optional<Secret> tokenOrItsFile(Environment environment) {
    var told = environment.optional(TOKEN);
    var read = environment.optional(TOKEN_FILE);
    if (told.isPresent() && read.isPresent()) {
      environment.refuse("%s and %s are both set".formatted(TOKEN.name(), TOKEN_FILE.name()));
    }
    return told.or(() -> read);
  }

  private static void refuseOneAlone(
      Environment environment,
      Setting<?> one,
      Optional<?> first,
      Setting<?> other,
      Optional<?> second) {
    if (first.isPresent() && second.isEmpty()) {
      environment.refuse("%s is needed with %s".formatted(other.name(), one.name()));
    }
    if (second.isPresent() && first.isEmpty()) {
      environment.refuse("%s is needed with %s".formatted(one.name(), other.name()));
    }
  }

  private static Secret token(String text) {
    if (!text.matches("[\\x21-\\x7e]{8,4096}")) {
      throw new IllegalArgumentException("a token has 8 to 4096 visible ASCII characters");
    }
    return Secret.of(text);
  }

  private static String keyId(String text) {
    if (!text.matches("[A-Za-z0-9_.:-]{1,128}")) {
      throw new IllegalArgumentException("the id of a key is letters, digits, _ . : or -");
    }
    return text;
  }

  /** What a small file says, without space around it. */
  private static String content(String path) {
    try {
      if (Files.size(Path.of(path)) > LONGEST_FILE) {
        throw new IllegalArgumentException("the file '%s' is too long".formatted(path));
      }
      return Files.readString(Path.of(path)).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException("the file '%s' cannot be read".formatted(path), e);
    }
  }
}
