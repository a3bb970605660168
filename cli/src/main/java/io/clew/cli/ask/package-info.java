/**
 * The verbs that ask a running Clew: lineage, impact, path, show, explain, search, note.
 *
 * <p>Each is one call of the read API and one way to show its answer to people. What never lives
 * here: a class of the server, or knowledge that the read API does not give.
 */
@NullMarked
package io.clew.cli.ask;

import org.jspecify.annotations.NullMarked;
