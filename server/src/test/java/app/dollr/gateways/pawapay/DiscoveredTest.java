package app.dollr.gateways.pawapay;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.routing.Prompt;
import app.dollr.wire.OperationType;
import app.dollr.wire.OperatorState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is read of the answers by which pawaPay is discovered. */
class DiscoveredTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void thePromptIsWhatTheOperatorSays() {
    var channel =
        """
        {"type":"USSD","quickLink":"*182*7*1#","instructions":{
          "en":[{"text":"Dial *182*7*1#","template":"Dial {{code}}"},{"text":" "}],
          "fr":[{"text":"Composez *182*7*1#"}],"rw":[{"text":""}]}}\
        """;
    assertThat(prompt("\"pinPrompt\":\"AUTOMATIC\",\"pinPromptRevivable\":true", channel))
        .contains(
            new Prompt(
                false,
                Optional.of("*182*7*1#"),
                Map.of("en", List.of("Dial *182*7*1#"), "fr", List.of("Composez *182*7*1#"))));
    assertThat(prompt("\"pinPrompt\":\"MANUAL\",\"pinPromptRevivable\":false", channel))
        .map(Prompt::byHand)
        .contains(true);
  }

  @Test
  void whereNobodyIsAskedAgainThereIsNothingToDial() {
    var channel =
        "{\"type\":\"USSD\",\"quickLink\":\"*1#\",\"instructions\":{\"en\":[{\"text\":\"Dial\"}]}}";
    var nothing = new Prompt(false, Optional.empty(), Map.of());
    assertThat(prompt("\"pinPrompt\":\"AUTOMATIC\",\"pinPromptRevivable\":false", channel))
        .contains(nothing);
    assertThat(prompt("\"pinPrompt\":\"AUTOMATIC\"", "{\"type\":\"APP\"}")).contains(nothing);
    assertThat(prompt("\"status\":\"OPERATIONAL\"", "{\"type\":\"APP\"}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tel:123", "*182*7*1# ", "javascript:alert(1)", ""})
  void whatCannotBeDialedIsLeftOut(String code) {
    var channel = "{\"type\":\"USSD\",\"quickLink\":\"%s\"}".formatted(code);
    assertThat(prompt("\"pinPrompt\":\"AUTOMATIC\"", channel))
        .contains(new Prompt(false, Optional.empty(), Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "OPERATIONAL, OPERATIONAL",
    "CLOSED, CLOSED",
    "DELAYED, DELAYED",
    "ON_THE_MOON, DELAYED",
    "'', DELAYED"
  })
  void aStateThatIsNotKnownIsNoReasonToCloseAnOperatorAndNoneToTrustIt(
      String word, OperatorState state) {
    var read =
        Availability.read(
            json(
                """
                [{"country":"RWA","providers":[{"provider":"MTN_MOMO_RWA","operationTypes":[
                  {"operationType":"PAYOUT","status":"%s"},{"operationType":"NAME_LOOKUP"}]}]}]\
                """
                    .formatted(word)));
    assertThat(read.state("MTN_MOMO_RWA", OperationType.PAYOUT)).contains(state);
    assertThat(read.state("MTN_MOMO_RWA", OperationType.COLLECTION)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "[7]", "\"closed\"", "[{\"providers\":{\"a\":1}}]", "null"})
  void whatCannotBeReadSaysNothing(String body) {
    assertThat(Availability.read(json(body)).states()).isEmpty();
    assertThat(ActiveConf.read(json(body)).providers()).isEmpty();
  }

  private static Optional<Prompt> prompt(String said, String channel) {
    var conf =
        """
        {"countries":[{"providers":[{"provider":"P","currencies":[{"currency":"RWF",
          "operationTypes":{"DEPOSIT":{%s,"pinPromptInstructions":{"channels":[%s]}}}}]}]}]}\
        """
            .formatted(said, channel);
    return Optional.ofNullable(ActiveConf.read(json(conf)).providers().get("P"))
        .flatMap(ActiveConf.Provider::prompt);
  }

  private static JsonNode json(String text) {
    return JSON.readTree(text);
  }
}
