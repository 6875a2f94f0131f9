package app.dollr.realtime;

import app.dollr.platform.secrets.Vault;
import app.dollr.values.MerchantId;
import app.dollr.values.ReferenceId;
import app.dollr.values.Secret;
import app.dollr.values.SessionId;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/**
 * The keys of this room, HS256 JWTs: the public one, which opens a socket and nothing else, and
 * those for one payment each.
 */
final class RealtimeKeys {
  /** How long a key for a payment is good. */
  static final Duration LIFETIME = Duration.ofMinutes(15);

  private static final String ISSUER = "dollr-realtime";
  private static final String ROLE = "role";
  private static final String ANON = "anon";
  private static final String AUTHENTICATED = "authenticated";
  private static final Instant ANON_FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant ANON_UNTIL = Instant.parse("2056-01-01T00:00:00Z");
  private static final int LONGEST = 4096;

  private final byte[] secret;
  private final Clock clock;
  private final String anonKey;

  RealtimeKeys(Vault vault, Clock clock) {
    this.secret = vault.derive("realtime.keys");
    this.clock = clock;
    this.anonKey =
        signed(
            new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .claim(ROLE, ANON)
                .issueTime(Date.from(ANON_FROM))
                .expirationTime(Date.from(ANON_UNTIL))
                .build());
  }

  /** The public key, the same on every node and after every start. */
  String anonKey() {
    return anonKey;
  }

  boolean isAnon(String key) {
    return MessageDigest.isEqual(
        key.getBytes(StandardCharsets.UTF_8), anonKey.getBytes(StandardCharsets.UTF_8));
  }

  /** A key for one payment. */
  Secret issue(MerchantId merchant, SessionId session, ReferenceId reference) {
    var now = clock.instant();
    return Secret.of(
        signed(
            new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .claim(ROLE, AUTHENTICATED)
                .claim("merchant_id", merchant.value())
                .claim("session_id", session.value())
                .claim("reference_id", reference.toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .build()));
  }

  /**
   * What a key lets see.
   *
   * @throws KeyRefused when it is forged, has expired, or is for nothing
   */
  Claims read(String key) throws KeyRefused {
    try {
      if (key.length() > LONGEST) {
        throw malformed();
      }
      var jwt = SignedJWT.parse(key);
      if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm())
          || !jwt.verify(new MACVerifier(secret))) {
        throw new KeyRefused("JwtSignatureError: Failed to validate JWT signature");
      }
      return claims(jwt.getJWTClaimsSet());
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      throw malformed();
    }
  }

  private Claims claims(JWTClaimsSet set) throws KeyRefused, ParseException {
    var expires = set.getExpirationTime();
    var role = set.getStringClaim(ROLE);
    if (expires == null || role == null) {
      throw new KeyRefused("InvalidJWTToken: Fields `role` and `exp` are required in JWT");
    }
    long late = Duration.between(expires.toInstant(), clock.instant()).toSeconds();
    if (!clock.instant().isBefore(expires.toInstant())) {
      throw new KeyRefused("InvalidJWTToken: Token has expired %d seconds ago".formatted(late));
    }
    var merchant = set.getLongClaim("merchant_id");
    var session = set.getLongClaim("session_id");
    var reference = set.getStringClaim("reference_id");
    if (!AUTHENTICATED.equals(role) || merchant == null || session == null || reference == null) {
      throw new KeyRefused(
          "Unauthorized: You do not have permissions to read from this Channel topic");
    }
    return new Claims(
        new MerchantId(merchant),
        new SessionId(session),
        ReferenceId.parse(reference),
        expires.toInstant());
  }

  private static KeyRefused malformed() {
    return new KeyRefused("MalformedJWT: The token provided is not a valid JWT");
  }

  private String signed(JWTClaimsSet claims) {
    try {
      var header = new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build();
      var jwt = new SignedJWT(header, claims);
      jwt.sign(new MACSigner(secret));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("signing a realtime key", e);
    }
  }
}
