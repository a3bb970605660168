/**
 * What was worked out of the store and is kept while it stays true, within a bound of bytes.
 *
 * <p>The log tells what each entry changes; that is forgotten before anybody sees the entry. What
 * never lives here: what is kept, and how it is worked out.
 */
@NullMarked
package io.clew.questions.kept;

import org.jspecify.annotations.NullMarked;
