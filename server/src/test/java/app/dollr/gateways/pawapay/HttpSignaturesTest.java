package app.dollr.gateways.pawapay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.dollr.gateways.pawapay.HttpSignatures.Doubtful;
import app.dollr.gateways.pawapay.HttpSignatures.Message;
import app.dollr.gateways.pawapay.SigningKey.Encoding;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSignaturesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00.123456Z");
  private static final URI URL = URI.create("https://api.pawapay.io/v2/deposits");
  private static final byte[] BODY = "{\"depositId\":\"1\"}".getBytes(UTF_8);
  private static final String TYPE = "application/json; charset=UTF-8";

  private final KeyPair keys = keys("EC");

  @ParameterizedTest
  @EnumSource
  void whatItSignsItBelieves(Encoding encoding) throws Doubtful {
    var message = message(sign(encoding));
    var claim = HttpSignatures.claim(message, NOW);
    assertThat(claim.keyId()).isEqualTo("OURS");
    assertThat(claim.isMadeBy(keys.getPublic(), message)).isTrue();
    assertThat(claim.isMadeBy(keys("EC").getPublic(), message)).isFalse();
    assertThat(claim.isMadeBy(keys.getPublic(), message.at("evil.example", URL.getPath())))
        .isFalse();
    assertThat(claim.isMadeBy(keys.getPublic(), message.at(URL.getHost(), "/other"))).isFalse();
  }

  @Test
  void writesASignatureAsConfigured() {
    assertThat(signature(sign(Encoding.RAW))).hasSize(64);
    assertThat(signature(sign(Encoding.DER))).startsWith(0x30).hasSizeGreaterThan(64);
  }

  @Test
  void signsOverEveryPartInItsOrder() {
    var headers = sign(Encoding.DER);
    assertThat(headers.get("Signature-Input"))
        .isEqualTo(
            "sig-pp=(\"@method\" \"@authority\" \"@path\" \"signature-date\" \"content-digest\""
                + " \"content-type\");alg=\"ecdsa-p256-sha256\";keyid=\"OURS\""
                + ";created=1772355600;expires=1772355660");
    assertThat(headers.get("Content-Digest")).startsWith("sha-512=:").endsWith(":");
    assertThat(headers.get("Signature-Date")).isEqualTo("2026-03-01T09:00:00.123456Z");
  }

  @ParameterizedTest
  @CsvSource({
    "EC, ecdsa-p256-sha256, SHA256withECDSA",
    "EC, ecdsa-p256-sha256, SHA256withECDSAinP1363Format",
    "EC384, ecdsa-p384-sha384, SHA384withECDSA",
    "EC384, ecdsa-p384-sha384, SHA384withECDSAinP1363Format",
    "RSA, rsa-v1_5-sha256, SHA256withRSA",
    "RSA, rsa-pss-sha512, RSASSA-PSS"
  })
  void believesEveryAlgorithmThatPawapayHas(String kind, String algorithm, String java)
      throws Exception {
    var pair = keys(kind);
    var parameters =
        "(\"@method\" \"@path\" \"content-digest\");alg=\"%s\";keyid=\"K\";created=%d"
            .formatted(algorithm, NOW.getEpochSecond());
    var digest = "sha-256=:" + base64(MessageDigest.getInstance("SHA-256").digest(BODY)) + ":";
    var base =
        "\"@method\": POST\n\"@path\": /v2/deposits\n\"content-digest\": %s\n\"@signature-params\": %s"
            .formatted(digest, parameters);
    var message =
        message(
            Map.of(
                "Content-Digest", digest,
                "Signature-Input", "sig-pp=" + parameters,
                "Signature", "sig-pp=:" + base64(sign(java, pair.getPrivate(), base)) + ":"));
    var claim = HttpSignatures.claim(message, NOW);
    assertThat(claim.isMadeBy(pair.getPublic(), message)).isTrue();
    assertThat(claim.isMadeBy(keys(kind).getPublic(), message)).isFalse();
    var otherKind = kind.equals("RSA") ? "EC" : "RSA";
    assertThat(claim.isMadeBy(keys(otherKind).getPublic(), message)).isFalse();
  }

  @Test
  void isFreshForTenMinutes() throws Doubtful {
    var headers = new HashMap<>(sign(Encoding.DER));
    headers.computeIfPresent(
        "Signature-Input", (name, input) -> input.replaceAll(";expires=\\d+", ""));
    var message = message(headers);
    assertThat(HttpSignatures.claim(message, NOW.plus(Duration.ofMinutes(9))).keyId())
        .isEqualTo("OURS");
    assertThat(why(message, NOW.plus(Duration.ofMinutes(11)))).contains("ten minutes old");
    assertThat(why(message, NOW.minus(Duration.ofMinutes(2)))).contains("future");
  }

  @Test
  void expiresWhenItSays() {
    assertThat(why(message(sign(Encoding.DER)), NOW.plus(Duration.ofMinutes(3))))
        .contains("expired");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Signature", "Signature-Input", "Content-Digest", "Content-Type"})
  void needsEveryHeaderThatIsSigned(String missing) {
    var headers = new HashMap<>(sign(Encoding.DER));
    headers.remove(missing);
    assertThat(why(message(headers), NOW)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"@path\" ", "\"content-digest\" ", "\"@method\" "})
  void needsASignatureOverWhatMatters(String left) {
    var headers = new HashMap<>(sign(Encoding.DER));
    headers.computeIfPresent("Signature-Input", (name, input) -> input.replace(left, ""));
    assertThat(why(message(headers), NOW)).contains("does not cover");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sig-pp",
        "sig-pp=()",
        "sig-pp=(\"@method\"",
        "sig-pp=(@method);keyid=\"K\"",
        "other=ALL;keyid=\"K\";created=1772355600",
        "sig-pp=ALL;created=1772355600",
        "sig-pp=ALL;keyid=\"K\"",
        "sig-pp=ALL;keyid=\"K\";created=\"soon\"",
        "sig-pp=ALL;keyid=\"K\";created=9999999999999",
        "sig-pp=ALL;keyid=\"K\";keyid=\"L\";created=1772355600",
        "sig-pp=(\"@method\" \"@method\" \"@path\" \"content-digest\");keyid=\"K\";created=1",
        "sig-pp=(\"@status\" \"@method\" \"@path\" \"content-digest\");keyid=\"K\";created=1",
        "a=(\"@method\");keyid=\"K\", b=(\"@path\");keyid=\"K\""
      })
  void refusesWhatItCannotReadForSure(String input) {
    var headers = new HashMap<>(sign(Encoding.DER));
    headers.put(
        "Signature-Input", input.replace("ALL", "(\"@method\" \"@path\" \"content-digest\")"));
    assertThat(why(message(headers), NOW)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha-1=:AAAA:", "sha-256=:AAAA:", "sha-512=:A:", "md5", "sha-256=::"})
  void refusesADigestThatIsNotTheBodys(String digest) {
    var headers = new HashMap<>(sign(Encoding.DER));
    headers.put("Content-Digest", digest);
    assertThat(why(message(headers), NOW)).contains("digest");
  }

  @Test
  void doesNotKnowEveryAlgorithm() throws Doubtful {
    var headers = new HashMap<>(sign(Encoding.DER));
    headers.computeIfPresent(
        "Signature-Input", (name, input) -> input.replace("ecdsa-p256-sha256", "none"));
    var message = message(headers);
    assertThat(HttpSignatures.claim(message, NOW).isMadeBy(keys.getPublic(), message)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.pawapay.io/x, api.pawapay.io",
    "https://api.pawapay.io:443/x, api.pawapay.io",
    "http://localhost:80/x, localhost",
    "http://localhost:8080/x, localhost:8080"
  })
  void leavesTheUsualPortOut(URI url, String authority) {
    assertThat(HttpSignatures.authority(url)).isEqualTo(authority);
  }

  private Map<String, String> sign(Encoding encoding) {
    return HttpSignatures.sign(
        new SigningKey("OURS", keys.getPrivate(), encoding), URL, TYPE, BODY, NOW);
  }

  private static byte[] signature(Map<String, String> headers) {
    var text = headers.getOrDefault("Signature", "");
    return Base64.getDecoder().decode(text.replaceAll("^sig-pp=:|:$", ""));
  }

  private static Message message(Map<String, String> headers) {
    return new Message(
        "POST",
        URL.getHost(),
        URL.getPath(),
        name ->
            headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst(),
        () -> BODY);
  }

  private static String why(Message message, Instant now) {
    return Optional.ofNullable(
            catchThrowableOfType(Doubtful.class, () -> HttpSignatures.claim(message, now)))
        .map(Doubtful::why)
        .orElse("");
  }

  private static byte[] sign(String algorithm, PrivateKey key, String text)
      throws GeneralSecurityException {
    var signer = Signature.getInstance(algorithm);
    if (algorithm.equals("RSASSA-PSS")) {
      signer.setParameter(new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, 64, 1));
    }
    signer.initSign(key);
    signer.update(text.getBytes(UTF_8));
    return signer.sign();
  }

  private static KeyPair keys(String kind) {
    try {
      var generator = KeyPairGenerator.getInstance(kind.startsWith("EC") ? "EC" : kind);
      if (kind.startsWith("EC")) {
        generator.initialize(
            new ECGenParameterSpec(kind.equals("EC384") ? "secp384r1" : "secp256r1"));
      } else {
        generator.initialize(2048);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
