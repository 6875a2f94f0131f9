package app.dollr.client.internal;

/** Puts a token on the call that was given from outside and never changes. */
final class Bearer implements Step {
  private final String token;
  private final Step next;

  Bearer(String token, Step next) {
    this.token = token;
    this.next = next;
  }

  @Override
  public <T> T run(Call<T> call, Trip trip) {
    return next.run(call, trip.with(token));
  }
}
