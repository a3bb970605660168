/** Pairs for tests. */
@NullMarked
package io.clew.questions.diff.align;

import org.jspecify.annotations.NullMarked;
