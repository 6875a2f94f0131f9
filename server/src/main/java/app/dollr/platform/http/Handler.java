package app.dollr.platform.http;

/** What serves one route: a call goes in, an answer comes out. */
@FunctionalInterface
public interface Handler {
  Answer handle(Call call);
}
