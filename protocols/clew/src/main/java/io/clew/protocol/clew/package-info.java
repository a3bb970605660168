/**
 * Clew's own read API, {@code /api/v1}: JSON over HTTP, as {@code openapi/clew.json} promises.
 *
 * <p>Each call reads its parameters, asks a question, and writes the answer. What never lives here:
 * how an answer is found, SQL, or any other protocol.
 */
@NullMarked
package io.clew.protocol.clew;

import org.jspecify.annotations.NullMarked;
