package app.dollr.gateways.pawapay;

import app.dollr.gateways.pawapay.SigningKey.Encoding;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * HTTP Message Signatures (RFC 9421) over a Content-Digest (RFC 9530), as far as pawaPay uses them:
 * docs.pawapay.io, «Signatures», read in November 2026. ECDSA signatures are made as configured and
 * taken in both encodings.
 */
final class HttpSignatures {
  private static final String LABEL = "sig-pp";
  private static final String ECDSA_P256 = "ecdsa-p256-sha256";
  private static final Duration LIFETIME = Duration.ofMinutes(1);
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);
  private static final int P256_RAW = 64;
  private static final int P384_RAW = 96;
  private static final int PSS_SALT = 64;

  private static final List<String> SIGNED =
      List.of("@method", "@authority", "@path", "signature-date", "content-digest", "content-type");

  /** Without these a signature says too little. */
  private static final List<String> NEEDED = List.of("@method", "@path", "content-digest");

  private static final Pattern INPUT =
      Pattern.compile(
          "([a-z*][a-z0-9_.*-]*)=(\\(((?:\"[^\"\\\\]*\"(?: \"[^\"\\\\]*\")*)?)\\)"
              + "((?:; ?[a-z*][a-z0-9_.*-]*=(?:\"[^\"\\\\]*\"|\\d{1,12}))*))");
  private static final Pattern PARAMETER =
      Pattern.compile("; ?([a-z*][a-z0-9_.*-]*)=(?:\"([^\"\\\\]*)\"|(\\d{1,12}))");
  private static final Pattern SIGNATURE =
      Pattern.compile("([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/=]*):");
  private static final Pattern DIGEST = Pattern.compile("(sha-256|sha-512)=:([A-Za-z0-9+/=]*):");

  private HttpSignatures() {}

  /** The headers that sign a POST of {@code body}; {@code Content-Type} is among them. */
  static Map<String, String> sign(
      SigningKey key, URI url, String contentType, byte[] body, Instant now) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", contentType);
    headers.put("Content-Digest", "sha-512=:" + base64(digest("SHA-512", body)) + ":");
    headers.put("Signature-Date", now.toString());
    var names = SIGNED.stream().map(name -> '"' + name + '"').collect(Collectors.joining(" "));
    var parameters =
        "(%s);alg=\"%s\";keyid=\"%s\";created=%d;expires=%d"
            .formatted(
                names,
                ECDSA_P256,
                key.id(),
                now.getEpochSecond(),
                now.plus(LIFETIME).getEpochSecond());
    var message =
        new Message(
            "POST", authority(url), url.getPath(), name -> header(headers, name), () -> body);
    headers.put("Signature-Input", LABEL + "=" + parameters);
    headers.put(
        "Signature", LABEL + "=:" + base64(signature(key, message.base(SIGNED, parameters))) + ":");
    headers.put("Accept-Signature", "rsa-pss-sha512,ecdsa-p256-sha256,ecdsa-p384-sha384");
    headers.put("Accept-Digest", "sha-256,sha-512");
    return headers;
  }

  /** The authority of a URL as it is signed: without the usual port. */
  static String authority(URI url) {
    boolean usual =
        url.getPort() < 0
            || ("https".equals(url.getScheme()) && url.getPort() == 443)
            || ("http".equals(url.getScheme()) && url.getPort() == 80);
    return usual ? url.getHost() : url.getHost() + ":" + url.getPort();
  }

  /**
   * A message that came, as it is checked.
   *
   * @param header by its name in small letters
   */
  record Message(
      String method,
      String authority,
      String path,
      Function<String, Optional<String>> header,
      Supplier<byte[]> body) {

    /** This message as another address has it. */
    Message at(String otherAuthority, String otherPath) {
      return new Message(method, otherAuthority, otherPath, header, body);
    }

    private String base(List<String> names, String parameters) {
      List<String> lines = new ArrayList<>();
      names.forEach(name -> lines.add("\"%s\": %s".formatted(name, value(name))));
      lines.add("\"@signature-params\": " + parameters);
      return String.join("\n", lines);
    }

    private String value(String name) {
      return switch (name) {
        case "@method" -> method;
        case "@authority" -> authority;
        case "@path" -> path;
        default -> header.apply(name).map(String::strip).orElse("");
      };
    }

    private boolean has(String name) {
      return name.startsWith("@")
          ? List.of("@method", "@authority", "@path").contains(name)
          : header.apply(name).isPresent();
    }
  }

  /**
   * What a message claims about its signature.
   *
   * @param parameters as they stand in the header, for they are signed too
   * @param signature in Base64
   */
  record Claim(
      List<String> names,
      String parameters,
      String keyId,
      Optional<String> algorithm,
      Instant created,
      Optional<Instant> expires,
      String signature) {

    /** Whether the key made this signature for this message. */
    boolean isMadeBy(PublicKey key, Message message) {
      try {
        var bytes = Base64.getDecoder().decode(signature);
        var verifier = verifier(algorithm.orElse(ECDSA_P256), bytes.length);
        verifier.initVerify(key);
        verifier.update(message.base(names, parameters).getBytes(StandardCharsets.UTF_8));
        // Base64 has bits at its end that say nothing; a text with others is not what was sent.
        return base64(bytes).equals(signature) && verifier.verify(bytes);
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        return false;
      }
    }
  }

  /** Why a message is not to be believed. */
  static final class Doubtful extends Exception {
    private static final long serialVersionUID = 1;

    Doubtful(String why) {
      super(why, null, false, false);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * What a message claims, with all checked that needs no key: that it covers what it must, is
   * fresh, and that its digest is the body's.
   */
  static Claim claim(Message message, Instant now) throws Doubtful {
    var claim = read(message);
    if (!claim.names().containsAll(NEEDED)) {
      throw new Doubtful("the signature does not cover " + NEEDED);
    }
    if (new HashSet<>(claim.names()).size() != claim.names().size()) {
      throw new Doubtful("the signature covers something twice");
    }
    for (var name : claim.names()) {
      if (!message.has(name)) {
        throw new Doubtful("the signature covers what is not there");
      }
    }
    if (claim.created().isAfter(now.plus(CLOCKS_DIFFER))) {
      throw new Doubtful("the signature is of the future");
    }
    if (claim.created().plus(FRESH).isBefore(now)) {
      throw new Doubtful("the signature is more than ten minutes old");
    }
    if (claim.expires().filter(end -> end.plus(CLOCKS_DIFFER).isBefore(now)).isPresent()) {
      throw new Doubtful("the signature has expired");
    }
    requireDigest(message);
    return claim;
  }

  private static Claim read(Message message) throws Doubtful {
    var input = message.header().apply("signature-input").map(INPUT::matcher);
    var signature = message.header().apply("signature").map(SIGNATURE::matcher);
    if (input.isEmpty() || signature.isEmpty()) {
      throw new Doubtful("it is not signed");
    }
    boolean readable =
        input.get().matches()
            && signature.get().matches()
            && input.get().group(1).equals(signature.get().group(1));
    if (!readable) {
      throw new Doubtful("the signature cannot be read");
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    var each = PARAMETER.matcher(input.get().group(4));
    while (each.find()) {
      var text = Optional.ofNullable(each.group(2)).orElse(each.group(3));
      if (parameters.put(each.group(1), text) != null) {
        throw new Doubtful("the signature says something twice");
      }
    }
    var names =
        Arrays.stream(input.get().group(3).split(" ", -1))
            .map(name -> name.replace("\"", ""))
            .toList();
    return new Claim(
        names,
        input.get().group(2),
        Optional.ofNullable(parameters.get("keyid"))
            .orElseThrow(() -> new Doubtful("the signature names no key")),
        Optional.ofNullable(parameters.get("alg")),
        moment(parameters, "created")
            .orElseThrow(() -> new Doubtful("the signature does not say when it was made")),
        moment(parameters, "expires"),
        signature.get().group(2));
  }

  private static Optional<Instant> moment(Map<String, String> parameters, String name)
      throws Doubtful {
    var text = parameters.get(name);
    if (text == null) {
      return Optional.empty();
    }
    if (!text.matches("\\d{1,12}")) {
      throw new Doubtful("the signature's %s is no moment".formatted(name));
    }
    return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
  }

  private static void requireDigest(Message message) throws Doubtful {
    var header = message.header().apply("content-digest").orElse("");
    int known = 0;
    for (var part : header.split(",", -1)) {
      var digest = DIGEST.matcher(part.strip());
      if (!digest.matches()) {
        continue;
      }
      known++;
      var algorithm = digest.group(1).equals("sha-256") ? "SHA-256" : "SHA-512";
      var bytes = digest(algorithm, message.body().get());
      if (!MessageDigest.isEqual(bytes, decoded(digest.group(2)))) {
        throw new Doubtful("the digest is not the body's");
      }
    }
    if (known == 0) {
      throw new Doubtful("there is no digest of the body");
    }
  }

  private static Signature verifier(String algorithm, int length) throws GeneralSecurityException {
    return switch (algorithm) {
      case ECDSA_P256 ->
          Signature.getInstance(
              length == P256_RAW ? "SHA256withECDSAinP1363Format" : "SHA256withECDSA");
      case "ecdsa-p384-sha384" ->
          Signature.getInstance(
              length == P384_RAW ? "SHA384withECDSAinP1363Format" : "SHA384withECDSA");
      case "rsa-v1_5-sha256" -> Signature.getInstance("SHA256withRSA");
      case "rsa-pss-sha512" -> {
        var pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(
            new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, PSS_SALT, 1));
        yield pss;
      }
      default -> throw new GeneralSecurityException("no algorithm is called " + algorithm);
    };
  }

  private static byte[] signature(SigningKey key, String base) {
    try {
      var signer =
          Signature.getInstance(
              key.encoding() == Encoding.RAW ? "SHA256withECDSAinP1363Format" : "SHA256withECDSA");
      signer.initSign(key.key());
      signer.update(base.getBytes(StandardCharsets.UTF_8));
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the signing key does not sign", e);
    }
  }

  private static Optional<String> header(Map<String, String> headers, String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static byte[] decoded(String text) throws Doubtful {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new Doubtful("the digest is no Base64");
    }
  }

  private static byte[] digest(String algorithm, byte[] body) {
    try {
      return MessageDigest.getInstance(algorithm).digest(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
