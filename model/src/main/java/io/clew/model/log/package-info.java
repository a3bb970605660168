/**
 * The log as its readers see it: entries with the nodes and facts they added, ids resolved.
 *
 * <p>The commit path publishes these in order, live and on replay; the graph index consumes them.
 * What never lives here: how they are stored.
 */
@NullMarked
package io.clew.model.log;

import org.jspecify.annotations.NullMarked;
