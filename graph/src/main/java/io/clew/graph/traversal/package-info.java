/**
 * Walks through the graph by the rules of the read API: what is followed, shown, left out, missing.
 *
 * <p>Every walk is iterative, bounded by an explicit budget, and says how far it got. Things that
 * are the same (same-as) are walked as one class of nodes. What never lives here: cursors, pages of
 * details, the store.
 */
@NullMarked
package io.clew.graph.traversal;

import org.jspecify.annotations.NullMarked;
