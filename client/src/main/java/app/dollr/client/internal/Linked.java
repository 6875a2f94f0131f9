package app.dollr.client.internal;

import java.util.List;
import java.util.OptionalLong;

/**
 * A part of a list.
 *
 * @param next the id after which it goes on; empty when that was all
 */
public record Linked<T>(List<T> items, OptionalLong next) {}
