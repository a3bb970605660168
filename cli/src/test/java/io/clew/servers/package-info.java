/**
 * Several servers on one database: they answer alike, whichever was written to.
 *
 * <p>Whatever a server keeps in memory must survive these tests. What never lives here: the tests
 * that kill processes; those are in {@code acceptance/}.
 */
@NullMarked
package io.clew.servers;

import org.jspecify.annotations.NullMarked;
