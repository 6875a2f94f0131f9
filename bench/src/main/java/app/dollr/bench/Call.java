package app.dollr.bench;

/**
 * What the measurement of one call alone showed.
 *
 * @param p50, p99 milliseconds
 */
record Call(String name, double perSecond, double p50, double p99) {}
