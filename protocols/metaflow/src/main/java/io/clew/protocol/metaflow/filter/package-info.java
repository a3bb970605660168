/**
 * Reads the grammar by which lists are filtered: {@code field:op=value}.
 *
 * <p>What never lives here: HTTP's types but for the query, or which table is asked.
 */
@NullMarked
package io.clew.protocol.metaflow.filter;

import org.jspecify.annotations.NullMarked;
