/**
 * Checks the whole of what a server keeps: log, graph, rows, metrics and artifacts' bytes.
 *
 * <p>It reads only, a page at a time, so it may run beside a server that writes. What never lives
 * here: a repair, and what a protocol's own rows mean.
 */
@NullMarked
package io.clew.server.check;

import org.jspecify.annotations.NullMarked;
