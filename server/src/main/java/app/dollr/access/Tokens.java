package app.dollr.access;

import app.dollr.platform.random.Randomness;
import app.dollr.values.ClientId;
import app.dollr.values.MerchantId;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** The making and reading of tokens: HS256 JWTs that name their key. */
final class Tokens {
  private static final String ISSUER = "dollr";
  private static final String MERCHANT = "mid";
  private static final String GENERATION = "gen";
  private static final int LONGEST = 2048;

  /**
   * What a token says, its signature verified.
   *
   * @param generation of the client when it was issued
   */
  record Claims(ClientId client, MerchantId merchant, int generation, Instant expiresAt) {}

  private final KeyRing keys;
  private final Clock clock;

  Tokens(KeyRing keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  String issue(Client client, Duration lifetime) {
    var now = clock.instant();
    var signing = keys.signing();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .subject(client.id().value())
            .claim(MERCHANT, client.merchant().value())
            .claim(GENERATION, client.generation())
            .jwtID(Randomness.name(""))
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(lifetime)))
            .build();
    var header =
        new JWSHeader.Builder(JWSAlgorithm.HS256)
            .type(JOSEObjectType.JWT)
            .keyID(signing.keyId())
            .build();
    try {
      var token = new SignedJWT(header, claims);
      token.sign(signing.signer());
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("signing a token", e);
    }
  }

  /** What the token says; empty when it is none of ours, or was changed. */
  Optional<Claims> read(String token) {
    if (token.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      var jwt = SignedJWT.parse(token);
      return isOurs(jwt) ? claims(jwt.getJWTClaimsSet()) : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean isOurs(SignedJWT jwt) throws JOSEException {
    var header = jwt.getHeader();
    if (!JWSAlgorithm.HS256.equals(header.getAlgorithm()) || header.getKeyID() == null) {
      return false;
    }
    var verifier = keys.verifier(header.getKeyID());
    return verifier.isPresent() && jwt.verify(verifier.get());
  }

  private static Optional<Claims> claims(JWTClaimsSet set) throws ParseException {
    var merchant = set.getLongClaim(MERCHANT);
    var generation = set.getIntegerClaim(GENERATION);
    var expires = set.getExpirationTime();
    if (!ISSUER.equals(set.getIssuer())
        || merchant == null
        || generation == null
        || expires == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Claims(
            new ClientId(set.getSubject()),
            new MerchantId(merchant),
            generation,
            expires.toInstant()));
  }
}
