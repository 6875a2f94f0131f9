package app.dollr.platform.http;

import app.dollr.platform.http.Route.Access;
import app.dollr.platform.http.Route.Method;
import java.util.ArrayList;
import java.util.List;

/** The routes of a listener while rooms add theirs. */
public final class Routes {
  private final List<Route> routes = new ArrayList<>();

  public Routes get(String path, Handler handler) {
    return add(Method.GET, path, Access.CALLER, handler);
  }

  public Routes post(String path, Handler handler) {
    return add(Method.POST, path, Access.CALLER, handler);
  }

  /** A POST that creates something, and honours an {@code Idempotency-Key}. */
  public Routes create(String path, Handler handler) {
    routes.add(new Route(Method.POST, path, Access.CALLER, true, handler));
    return this;
  }

  public Routes put(String path, Handler handler) {
    return add(Method.PUT, path, Access.CALLER, handler);
  }

  public Routes delete(String path, Handler handler) {
    return add(Method.DELETE, path, Access.CALLER, handler);
  }

  /** A route that anybody may call. */
  public Routes open(Method method, String path, Handler handler) {
    return add(method, path, Access.OPEN, handler);
  }

  /** A page that anybody may look at, and ask about without its body. */
  public Routes page(String path, Handler handler) {
    return open(Method.GET, path, handler).open(Method.HEAD, path, handler);
  }

  public List<Route> all() {
    return List.copyOf(routes);
  }

  private Routes add(Method method, String path, Access access, Handler handler) {
    routes.add(new Route(method, path, access, false, handler));
    return this;
  }
}
