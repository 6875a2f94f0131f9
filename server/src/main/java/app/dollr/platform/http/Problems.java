package app.dollr.platform.http;

import app.dollr.platform.errors.Problem;
import app.dollr.platform.errors.Refused;
import java.util.ArrayList;
import java.util.List;

/** All that was found wrong with one request so far. */
final class Problems {
  private static final int MOST = 100;

  private final List<Problem> found = new ArrayList<>();

  void add(List<Object> location, Invalid invalid) {
    if (found.size() < MOST) {
      found.add(new Problem(location, invalid.code(), invalid.text(), invalid.context()));
    }
  }

  void refuseIfAny() {
    if (!found.isEmpty()) {
      throw Refused.of(found);
    }
  }
}
