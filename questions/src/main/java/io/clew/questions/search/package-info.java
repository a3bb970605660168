/**
 * Search: nodes by words and filters, in plain SQL that both databases run.
 *
 * <p>The table {@code term} gives candidates, which may be out of date; what a node says now
 * decides. What never lives here: a language of queries, or ranking by anything but the text.
 */
@NullMarked
package io.clew.questions.search;

import org.jspecify.annotations.NullMarked;
