/**
 * {@code /warnings}: what went wrong upstream of a thing lately, as far as producers said.
 *
 * <p>A job whose newest run failed left an old output behind; a failed assertion is about data that
 * was used all the same. What never lives here: a judgement of the thing itself.
 */
@NullMarked
package io.clew.questions.warnings;

import org.jspecify.annotations.NullMarked;
