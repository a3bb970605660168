/**
 * Keeps the protocol's own tables: entities, associations, members of trials, tags.
 *
 * <p>What never lives here: the form of a call, or facts of the graph.
 */
@NullMarked
package io.clew.protocol.sagemaker.rows;

import org.jspecify.annotations.NullMarked;
