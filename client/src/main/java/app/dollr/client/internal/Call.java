package app.dollr.client.internal;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

/**
 * What is wanted of the server, however often it has to be asked.
 *
 * @param body the request as a record, written as JSON when sent; null sends none
 * @param answer what a success is read as
 * @param idempotencyKey the same for every try of a creating call
 * @param reference the payment it is about, for whoever has to ask later
 */
public record Call<T>(
    String method,
    Target target,
    @Nullable Object body,
    JavaType answer,
    Effect effect,
    @Nullable String idempotencyKey,
    @Nullable String reference) {

  /** Reads one thing. */
  public static <T> Call<T> get(Target target, Class<T> answer) {
    return of("GET", target, null, Json.type(answer), Effect.NONE);
  }

  /** Reads a list. */
  public static <T> Call<List<T>> list(Target target, Class<T> element) {
    return of("GET", target, null, Json.listOf(element), Effect.NONE);
  }

  /** Reads a part of a list, and where it goes on. */
  public static <T> Call<Linked<T>> linked(Target target, Class<T> element) {
    return of("GET", target, null, Json.linkedOf(element), Effect.NONE);
  }

  /** Reads a text that is no JSON. */
  public static Call<String> text(Target target) {
    return of("GET", target, null, Json.type(String.class), Effect.NONE);
  }

  /** Asks by a body and changes nothing. */
  public static <T> Call<T> ask(Target target, Object body, Class<T> answer) {
    return of("POST", target, body, Json.type(answer), Effect.NONE);
  }

  /** Makes something new; carries an idempotency key. */
  public static <T> Call<T> create(Target target, Object body, Class<T> answer) {
    var key = UUID.randomUUID().toString();
    return new Call<>("POST", target, body, Json.type(answer), Effect.NEW_EACH_TIME, key, null);
  }

  /** Makes the execution named {@code reference}, once however often it is sent. */
  public static <T> Call<T> execute(Target target, Object body, Class<T> answer, String reference) {
    return new Call<>("POST", target, body, Json.type(answer), Effect.SAME_TWICE, null, reference);
  }

  /** Does something by a body that, done again, changes nothing more. */
  public static <T> Call<T> post(Target target, @Nullable Object body, Class<T> answer) {
    return of("POST", target, body, Json.type(answer), Effect.SAME_TWICE);
  }

  /** Changes something to what the body says, or without one takes it a step further. */
  public static <T> Call<T> put(Target target, @Nullable Object body, Class<T> answer) {
    return of("PUT", target, body, Json.type(answer), Effect.SAME_TWICE);
  }

  /** Ends or removes something. */
  public static <T> Call<T> delete(Target target, Class<T> answer) {
    return of("DELETE", target, null, Json.type(answer), Effect.SAME_TWICE);
  }

  /** This call, about the execution named {@code reference}. */
  public Call<T> about(String reference) {
    return new Call<>(method, target, body, answer, effect, idempotencyKey, reference);
  }

  /** Whether the answer is taken as it comes. */
  boolean isText() {
    return answer.hasRawClass(String.class);
  }

  /** Method and path: no query, no body, no key. */
  @Override
  public String toString() {
    return method + " " + target.path();
  }

  private static <T> Call<T> of(
      String method, Target target, @Nullable Object body, JavaType answer, Effect effect) {
    return new Call<>(method, target, body, answer, effect, null, null);
  }
}
