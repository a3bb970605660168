/**
 * What was told of the things that a diff compares, read in bulk and looked at as of any time.
 *
 * <p>Values stay the JSON that the store holds until somebody needs to look into them: most of them
 * are only found equal. What never lives here: what a difference means.
 */
@NullMarked
package io.clew.questions.diff.evidence;

import org.jspecify.annotations.NullMarked;
