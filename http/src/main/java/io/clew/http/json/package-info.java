/**
 * JSON for adapters: a reader whose errors name the field, and a writer that leaves out nulls.
 *
 * <p>{@code JsonObject} reads JSON bodies and query parameters the same way; {@code JsonWriter}
 * writes answers while they are made; {@code Json} holds the limits of both; {@code Problem} is the
 * standard's own form of a refusal. What never lives here: a protocol's field names, error codes or
 * shapes.
 */
@NullMarked
package io.clew.http.json;

import org.jspecify.annotations.NullMarked;
