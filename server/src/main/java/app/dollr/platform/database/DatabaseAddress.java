package app.dollr.platform.database;

import app.dollr.values.Secret;

/**
 * Where a database is and who logs in to it.
 *
 * @param jdbcUrl such as {@code jdbc:postgresql://127.0.0.1:5432/dollr}; it carries no password
 * @param user the role that logs in
 */
public record DatabaseAddress(String jdbcUrl, String user, Secret password) {}
