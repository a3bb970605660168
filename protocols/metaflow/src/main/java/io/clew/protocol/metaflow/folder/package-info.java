/**
 * Takes what a harvest reads in a local folder of Metaflow's, with ids and times kept.
 *
 * <p>What never lives here: reading the folder, or what its records mean in the graph.
 */
@NullMarked
package io.clew.protocol.metaflow.folder;

import org.jspecify.annotations.NullMarked;
