package app.dollr.platform.database;

import app.dollr.values.Secret;

/**
 * Where a database is and who one is there.
 *
 * @param jdbcUrl such as {@code jdbc:postgresql://127.0.0.1:5432/dollr}
 */
public record DatabaseAddress(String jdbcUrl, String user, Secret password) {}
