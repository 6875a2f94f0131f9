package app.dollr.platform.json;

import app.dollr.platform.errors.ErrorCode;
import app.dollr.platform.errors.Problem;
import app.dollr.platform.errors.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * A parser that refuses numbers which are not plain decimals of bearable length. The exponent of
 * {@code 1e400000000} costs nine characters to send and a gigabyte to add up.
 */
final class ExactNumbers extends JsonParserDelegate {
  private static final int LONGEST = 20;

  ExactNumbers(JsonParser parser) {
    super(parser);
  }

  @Override
  public @Nullable JsonToken nextToken() {
    var token = super.nextToken();
    if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
      check(getString());
    }
    return token;
  }

  @Override
  public @Nullable String nextName() {
    // The tree reader walks an object's keys with this; the values come through nextToken.
    return super.nextToken() == JsonToken.PROPERTY_NAME ? currentName() : null;
  }

  private void check(String number) {
    if (number.length() > LONGEST || number.indexOf('e') >= 0 || number.indexOf('E') >= 0) {
      var problem =
          new Problem(location(), ErrorCode.NUMBER_FORM, ErrorCode.NUMBER_FORM.message(), Map.of());
      throw Refused.of(List.of(problem));
    }
  }

  private List<Object> location() {
    List<Object> place = new ArrayList<>();
    for (TokenStreamContext at = streamReadContext(); at != null; at = at.getParent()) {
      if (at.inObject()) {
        place.addFirst(at.currentName());
      } else if (at.inArray()) {
        place.addFirst(at.getCurrentIndex());
      }
    }
    place.addFirst("body");
    return place;
  }
}
