package app.dollr.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ValuesTest {
  @Test
  void aCurrencyHasTheDecimalsOfIso4217() {
    assertThat(CurrencyCode.USD.decimals()).isEqualTo(2);
    assertThat(CurrencyCode.LRD.decimals()).isEqualTo(2);
    assertThat(CurrencyCode.RWF.decimals()).isZero();
    assertThat(CurrencyCode.parse("usd")).isEqualTo(CurrencyCode.USD);
  }

  @Test
  void whatIsNoCurrencyIsRefused() {
    assertThatThrownBy(() -> CurrencyCode.parse("ABC"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CurrencyCode.parse("XAU")).hasMessage("XAU has no minor unit");
  }

  @Test
  void aCountryIsReadInEitherLengthAndAnyCase() {
    assertThat(CountryCode.parse("lbr")).isEqualTo(CountryCode.LIBERIA);
    assertThat(CountryCode.parse("RWA")).isEqualTo(CountryCode.RWANDA);
    assertThat(CountryCode.parse("rw")).isEqualTo(CountryCode.RWANDA);
    assertThatThrownBy(() -> CountryCode.parse("Liberia"))
        .hasMessage("LIBERIA is no ISO 3166-1 country");
  }

  @Test
  void aPhoneNumberIsDigitsAndShowsFewOfThem() {
    var phone = new PhoneNumber("231771234567");
    assertThat(phone).hasToString("231*******67");
    assertThatThrownBy(() -> new PhoneNumber("+231771234567"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PhoneNumber("0771234567"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PhoneNumber("1234567"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aReferenceIsAVersion4Uuid() {
    assertThat(ReferenceId.parse("550E8400-E29B-41D4-A716-446655440000"))
        .hasToString("550e8400-e29b-41d4-a716-446655440000");
    assertThatThrownBy(() -> ReferenceId.parse("550e8400-e29b-11d4-a716-446655440000"))
        .hasMessageContaining("is no version-4 UUID");
    assertThatThrownBy(() -> ReferenceId.parse("550e8400-e29b-41d4-c716-446655440000"))
        .hasMessageContaining("is no version-4 UUID");
    assertThatThrownBy(() -> ReferenceId.parse("1-1-4-8-1")).hasMessage("not a UUID");
  }

  @Test
  void aSecretIsNotPrinted() {
    var secret = Secret.of("open sesame");
    assertThat(secret).hasToString("***").isEqualTo(Secret.of("open sesame"));
    assertThat(secret).isNotEqualTo(Secret.of("open"));
    assertThat(secret.reveal()).isEqualTo("open sesame");
  }

  @Test
  void anIdIsPositive() {
    assertThatThrownBy(() -> new PartyId(0)).hasMessage("an id is positive, not 0");
    assertThat(new MerchantId(7)).hasToString("7");
    assertThatThrownBy(() -> new ClientId("a b")).isInstanceOf(IllegalArgumentException.class);
  }
}
