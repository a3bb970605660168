/**
 * Cursors of exact pages: stateless, opaque, bound to one question.
 *
 * <p>A cursor holds where the log stood at the first page, so that all pages together are one
 * answer. What never lives here: what a page shows.
 */
@NullMarked
package io.clew.questions.cursor;

import org.jspecify.annotations.NullMarked;
