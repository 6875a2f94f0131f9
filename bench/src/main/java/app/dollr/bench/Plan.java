package app.dollr.bench;

/**
 * What is measured.
 *
 * @param seconds of each measurement
 * @param clients connections that call at the same time
 * @param rounds how often floor and server take turns
 * @param merchants that payments are spread over
 * @param loaded payments to load before the last measurement
 * @param only whether nothing but collections is measured
 */
record Plan(
    int seconds,
    int clients,
    int rounds,
    int merchants,
    int loaded,
    boolean only,
    String javaOptions) {}
