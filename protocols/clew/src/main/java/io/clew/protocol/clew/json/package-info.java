/**
 * Answers as JSON: field names and forms as {@code openapi/clew.json} promises.
 *
 * <p>Written while they are sent; a null that the promise names is written as null. What never
 * lives here: a decision about an answer.
 */
@NullMarked
package io.clew.protocol.clew.json;

import org.jspecify.annotations.NullMarked;
