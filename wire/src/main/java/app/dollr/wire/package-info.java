/**
 * The requests and answers of the Dollr Open API v1, exactly as the JSON has them: one record per
 * schema, one component per key. Keys are the components' names in snake case ({@code clientId} is
 * {@code client_id}).
 *
 * <p>A component that may be null on the wire is {@code @Nullable}; every other one is always
 * there. Amounts are decimal numbers at their currency's scale, timestamps are UTC with a precision
 * of seconds, phone numbers are international digits without a plus sign.
 *
 * <p>Source: the contract restated in {@code server/src/main/resources/openapi.yaml}.
 */
@NullMarked
package app.dollr.wire;

import org.jspecify.annotations.NullMarked;
