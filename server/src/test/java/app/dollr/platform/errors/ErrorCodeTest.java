package app.dollr.platform.errors;

import static org.assertj.core.api.Assertions.assertThat;

import app.dollr.testing.Page;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {
  private static final String BEGINNING =
      """
      # Errors

      Every error the platform answers with, written from `ErrorCode`. Of several that apply to a request as a whole, the
      first of this list is told; all problems of its fields are told at once.

      A 422 has the code as the `type` of an entry in `detail`, whose `loc` names the field; other errors have a text as
      `detail` and the code in `code`. Every error has a `message` for people. «Again» says whether the very same request
      may succeed later.

      | Status | Code | Whose | Again | Message |
      |---|---|---|---|---|
      """;

  private static final String END =
      """

      Whose it is:

      | | |
      |---|---|
      | CALLER | the request is wrong, and will be refused again |
      | CONFLICT | what the request names is no longer in the state it needs |
      | PROVIDER | a payment provider said no, or is not there |
      | OURS | the platform failed, or has too much to do |
      """;

  @Test
  void everyCodeIsItsOwn() {
    assertThat(ErrorCode.values()).extracting(ErrorCode::code).doesNotHaveDuplicates();
  }

  @Test
  void everyCodeOfAFieldHasItsFamily() {
    assertThat(ErrorCode.values())
        .filteredOn(code -> code.status() == 422)
        .allMatch(code -> code.code().matches("(value|type)_error(\\.[a-z_]+)+"));
    assertThat(ErrorCode.values())
        .filteredOn(code -> code.status() != 422)
        .allMatch(code -> code.code().matches("[a-z_]+"));
  }

  @Test
  void whatIsWorthRetryingIsNoFaultOfTheRequest() {
    assertThat(ErrorCode.values())
        .filteredOn(ErrorCode::retryable)
        .extracting(ErrorCode::status)
        .containsOnly(408, 429, 500, 503);
  }

  @Test
  void areWrittenDown() throws Exception {
    var page = new StringBuilder(BEGINNING);
    for (var code : ErrorCode.values()) {
      page.append(
          "| %d | `%s` | %s | %s | %s |\n"
              .formatted(
                  code.status(),
                  code.code(),
                  code.kind(),
                  code.retryable() ? "yes" : "no",
                  code.message()));
    }
    Page.of("errors.md").is(page.append(END).toString());
  }
}
