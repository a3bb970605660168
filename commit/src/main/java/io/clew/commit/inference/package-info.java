/**
 * Rules that conclude facts from other facts, inside the transaction that brings the news.
 *
 * <p>What a rule concludes is an ordinary inferred fact by Clew itself, with the rule's name and
 * inputs as evidence, and is retracted when later evidence contradicts it. What never lives here: a
 * rule that knows one protocol.
 */
@NullMarked
package io.clew.commit.inference;

import org.jspecify.annotations.NullMarked;
