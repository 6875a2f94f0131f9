package app.dollr.bench;

/**
 * What one measurement of complete collections showed.
 *
 * @param perSecond collections completed a second
 * @param acceptP50, acceptP99 milliseconds from the sending of the execution to its answer
 * @param serverCpu, postgresCpu milliseconds of processor time for each
 * @param roundTrips, transactions between server and database, for each
 * @param walBytes of write-ahead log, for each
 */
record Measured(
    double perSecond,
    double acceptP50,
    double acceptP99,
    double serverCpu,
    double postgresCpu,
    double roundTrips,
    double transactions,
    double walBytes) {}
