/**
 * The verb {@code clew harvest}: brings over what another tool has, once or every so often, and
 * shows how it goes.
 *
 * <p>What never lives here: how a source is read, which is {@code io.clew.harvest}, or a class of
 * the server.
 */
@NullMarked
package io.clew.cli.harvest;

import org.jspecify.annotations.NullMarked;
