/**
 * The fraud story: a bank's model starts flagging legitimate payments, told through the public
 * protocols over real HTTP, as the tools of a team would tell it.
 *
 * <p>What never lives here: a short cut into the server. What the story cannot say through a
 * protocol, the product cannot be told.
 */
@NullMarked
package io.clew.cli.demo;

import org.jspecify.annotations.NullMarked;
