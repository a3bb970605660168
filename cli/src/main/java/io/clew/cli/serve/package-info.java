/**
 * The verbs that run a server in this process, or say how it would run.
 *
 * <p>Only here does the command line touch classes of the server, and only inside a verb's call, so
 * that other verbs start without them. What never lives here: settings, which are the server's own.
 */
@NullMarked
package io.clew.cli.serve;

import org.jspecify.annotations.NullMarked;
