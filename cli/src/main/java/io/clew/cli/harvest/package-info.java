/**
 * Brings over what another lineage server has, by both servers' HTTP APIs.
 *
 * <p>What never lives here: a class of the server, or what an event means.
 */
@NullMarked
package io.clew.cli.harvest;

import org.jspecify.annotations.NullMarked;
