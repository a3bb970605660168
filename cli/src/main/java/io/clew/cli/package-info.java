/**
 * The command line: {@code Main} finds the verb, the packages below run it.
 *
 * <p>Verbs that ask live in {@code ask}, those that bring over what others have in {@code harvest};
 * both load no class of the server; {@code up}, {@code demo} and {@code config} live in {@code
 * serve} and do. What never lives here: an answer computed by the command line itself.
 */
@NullMarked
package io.clew.cli;

import org.jspecify.annotations.NullMarked;
