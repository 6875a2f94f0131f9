package app.dollr.bench;

import java.util.Set;

/**
 * What is measured.
 *
 * @param seconds of each measurement
 * @param warmUp seconds of collections before the first
 * @param clients connections that call at the same time
 * @param rounds how often floor and server take turns
 * @param merchants that payments are spread over
 * @param loaded payments to load for the last part
 * @param pgbench whether it drives the floor where it is on the machine
 * @param javaOptions more options for the server's JVM
 */
record Plan(
    Set<Part> parts,
    int seconds,
    int warmUp,
    int clients,
    int rounds,
    int merchants,
    int loaded,
    boolean pgbench,
    String javaOptions) {}
