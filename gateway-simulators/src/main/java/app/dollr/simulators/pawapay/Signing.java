package app.dollr.simulators.pawapay;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * HTTP Message Signatures (RFC 9421) as pawaPay makes and checks them: ECDSA on P-256 under the
 * label {@code sig-pp}, over a {@code Content-Digest} (RFC 9530).
 */
final class Signing {
  private static final String LABEL = "sig-pp";
  private static final List<String> COVERED =
      List.of("@method", "@authority", "@path", "signature-date", "content-digest", "content-type");
  private static final Pattern INPUT =
      Pattern.compile("sig-pp=(\\((.*?)\\).*keyid=\"([^\"]*)\".*)");
  private static final Pattern EXPIRES = Pattern.compile(";expires=(\\d+)");
  private static final int LIFETIME_SECONDS = 60;
  private static final int RAW_LENGTH = 64;

  private final KeyPair keys;
  private final String keyId;
  private final boolean raw;

  /** A signer with a key of its own. */
  Signing(String keyId, boolean raw) {
    this.keyId = keyId;
    this.raw = raw;
    this.keys = newKeys();
  }

  static KeyPair newKeys() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String keyId() {
    return keyId;
  }

  String publicPem() {
    return pem("PUBLIC KEY", keys.getPublic().getEncoded());
  }

  static String pem(String what, byte[] bytes) {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, lines);
  }

  /** The headers that sign a POST of {@code body} to {@code url}. */
  Map<String, String> headers(URI url, String contentType, String body, Instant now) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", contentType);
    headers.put("Content-Digest", "sha-512=:" + digest("SHA-512", body) + ":");
    headers.put("Signature-Date", now.toString());
    long created = now.getEpochSecond();
    var list = COVERED.stream().map(name -> '"' + name + '"').collect(Collectors.joining(" "));
    var parameters =
        "(%s);alg=\"ecdsa-p256-sha256\";keyid=\"%s\";created=%d;expires=%d"
            .formatted(list, keyId, created, created + LIFETIME_SECONDS);
    var base = base(COVERED, parameters, name -> value(name, "POST", url, headers));
    headers.put("Signature-Input", LABEL + "=" + parameters);
    headers.put("Signature", LABEL + "=:" + sign(base) + ":");
    return headers;
  }

  /** Whether a request is signed by one of the keys, over what it really is. */
  static boolean isSigned(
      String method,
      String authority,
      String path,
      Function<String, Optional<String>> header,
      String body,
      Map<String, String> keysInPem,
      Instant now) {
    var input = header.apply("Signature-Input").map(INPUT::matcher);
    if (input.isEmpty() || !input.get().matches()) {
      return false;
    }
    var parameters = input.get().group(1);
    var expires = EXPIRES.matcher(parameters);
    if (expires.find() && Long.parseLong(expires.group(1)) < now.getEpochSecond()) {
      return false;
    }
    var names =
        Arrays.stream(input.get().group(2).split(" ", -1))
            .map(name -> name.replace("\"", ""))
            .toList();
    var key = keysInPem.get(input.get().group(3));
    var signature = header.apply("Signature");
    if (key == null || signature.isEmpty() || !names.contains("content-digest")) {
      return false;
    }
    var base =
        base(
            names,
            parameters,
            name ->
                switch (name) {
                  case "@method" -> method;
                  case "@authority" -> authority;
                  case "@path" -> path;
                  default -> header.apply(name).orElse("");
                });
    return isDigestOf(header.apply("Content-Digest").orElse(""), body)
        && isBy(key, base, signature.get().replaceAll("^sig-pp=:|:$", ""));
  }

  private static boolean isDigestOf(String header, String body) {
    return header.equals("sha-512=:" + digest("SHA-512", body) + ":")
        || header.equals("sha-256=:" + digest("SHA-256", body) + ":");
  }

  private static String value(String name, String method, URI url, Map<String, String> headers) {
    return switch (name) {
      case "@method" -> method;
      case "@authority" -> url.getAuthority();
      case "@path" -> url.getPath();
      case "signature-date" -> headers.getOrDefault("Signature-Date", "");
      case "content-digest" -> headers.getOrDefault("Content-Digest", "");
      default -> headers.getOrDefault("Content-Type", "");
    };
  }

  private static String base(
      List<String> names, String parameters, Function<String, String> values) {
    List<String> lines = new ArrayList<>();
    names.forEach(name -> lines.add("\"%s\": %s".formatted(name, values.apply(name))));
    lines.add("\"@signature-params\": " + parameters);
    return String.join("\n", lines);
  }

  private String sign(String base) {
    try {
      var signature =
          Signature.getInstance(raw ? "SHA256withECDSAinP1363Format" : "SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(base.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isBy(String pem, String base, String encoded) {
    try {
      var bytes = Base64.getDecoder().decode(encoded);
      boolean inRaw = bytes.length == RAW_LENGTH;
      var signature =
          Signature.getInstance(inRaw ? "SHA256withECDSAinP1363Format" : "SHA256withECDSA");
      signature.initVerify(publicKey(pem));
      signature.update(base.getBytes(StandardCharsets.UTF_8));
      return signature.verify(bytes);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static PublicKey publicKey(String pem) throws GeneralSecurityException {
    var bytes = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(bytes));
  }

  private static String digest(String algorithm, String body) {
    try {
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
