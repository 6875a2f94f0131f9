package app.dollr.simulators.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestCardsTest {
  @Test
  void haveNumbersThatCouldBeCards() {
    assertThat(TestCards.all())
        .allSatisfy(
            card -> assertThat(card.numbers()).isNotEmpty().allMatch(TestCardsTest::passesLuhn));
  }

  @Test
  void areEachFoundByTheirIdAndByEachOfTheirNumbers() {
    assertThat(TestCards.all())
        .allSatisfy(card -> {
          assertThat(TestCards.byId(card.id())).contains(card);
          assertThat(card.numbers())
              .allSatisfy(number -> assertThat(TestCards.byNumber(number)).contains(card));
        });
  }

  @Test
  void shareNoNumber() {
    assertThat(TestCards.all().stream().flatMap(card -> card.numbers().stream()))
        .doesNotHaveDuplicates();
  }

  @Test
  void areFoundByANumberInGroups() {
    assertThat(TestCards.byNumber("4242 4242 4242 4242").map(TestCard::id))
        .contains("pm_card_visa");
  }

  @Test
  void areFoundByTheSecondNameOfADecliningCard() {
    assertThat(TestCards.byId("pm_card_visa_chargeDeclined").map(TestCard::id))
        .contains("pm_card_chargeDeclined");
  }

  @Test
  void leaveOutWhateverIsNotPublished() {
    assertThat(TestCards.byId("pm_1Abc")).isEmpty();
    assertThat(TestCards.byId("")).isEmpty();
    assertThat(TestCards.byNumber("4242424242424241")).isEmpty();
    assertThat(TestCards.byNumber("4111111111111111")).isEmpty();
  }

  @Test
  void showFourDigits() {
    assertThat(TestCards.byId("pm_card_amex").orElseThrow().last4()).isEqualTo("0005");
  }

  private static boolean passesLuhn(String number) {
    int sum = 0;
    for (int place = 0; place < number.length(); place++) {
      int digit = number.charAt(number.length() - 1 - place) - '0';
      int counted = place % 2 == 0 ? digit : digit * 2;
      sum += counted > 9 ? counted - 9 : counted;
    }
    return sum % 10 == 0;
  }
}
