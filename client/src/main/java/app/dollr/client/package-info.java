/**
 * The Java SDK of the Dollr Open API v1: everything a program may use lies in this package.
 *
 * <pre>{@code
 * DollrClient dollr = DollrClient.fromEnvironment();
 * CollectResult paid =
 *     dollr.collectAndWait(
 *         CollectRequest.builder()
 *             .payer("Comfort Doe", "231771234567")
 *             .item("Consulting", 1, new BigDecimal("250.00"))
 *             .currency("USD")
 *             .build(),
 *         Duration.ofMinutes(2));
 * }</pre>
 *
 * <p>{@code payOut}, {@code transfer} and {@code refund} do the same for money that goes out; each
 * group of calls is there by itself too ({@code dollr.wallets().list()}).
 *
 * <p>Requests and answers are the records of {@code app.dollr.wire}. Amounts are exact decimals in
 * major units ({@code 250.00}), ids are {@code long}, timestamps are UTC. Answers are read
 * leniently: unknown keys are skipped, and an enum word that this version does not know is read as
 * {@code null}, so that a newer server never costs a caller the answer to a payment.
 *
 * <p>Every method that talks to the server may throw {@link app.dollr.client.DollrException}; its
 * subclasses say which kind of failure it was, and {@code outcomeUnknown()} whether the call may
 * have been carried out all the same. What is repeated without asking is decided per call:
 *
 * <table>
 * <caption>When a call is sent again</caption>
 * <tr><th>Call</th><th>Sent again after</th></tr>
 * <tr><td>reading (GET), token</td>
 *     <td>no connection, no answer, 409, 429, 500, 502, 503, 504</td></tr>
 * <tr><td>execution</td><td>the same: its {@code reference_id} is one payment for ever</td></tr>
 * <tr><td>update of a document, line or counterparty</td>
 *     <td>the same: twice is what once is</td></tr>
 * <tr><td>publish, cancel, remove a line</td>
 *     <td>the same; where a repeat is then refused because the first try did succeed, the document
 *     is read and, when it stands as wished, that is the answer</td></tr>
 * <tr><td>everything that creates</td>
 *     <td>no connection, 429 and 503 with {@code Retry-After}: never once the server may have
 *     acted. An {@code Idempotency-Key} is sent and kept over these retries; where the server is
 *     known to honour it, {@link app.dollr.client.RetryPolicy#repeatingCreations()} lets these be
 *     sent again like executions</td></tr>
 * <tr><td>any call</td><td>401 on a token from the cache: once, with a fresh one</td></tr>
 * </table>
 */
@NullMarked
package app.dollr.client;

import org.jspecify.annotations.NullMarked;
