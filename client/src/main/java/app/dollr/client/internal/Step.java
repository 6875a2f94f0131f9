package app.dollr.client.internal;

/** One step of a call: it may look at it, pass it on, and look at what comes back. */
interface Step {
  <T> T run(Call<T> call, Trip trip);
}
