package app.dollr.executions;

import app.dollr.checkout.Session;

/**
 * What an execution would be, if nothing speaks against it.
 *
 * @param session it executes
 */
record Plan(Session session, Route route, Books books, Amounts amounts) {}
