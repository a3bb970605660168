/** Tests of the formula, of what is natural, and of what follows from what. */
@NullMarked
package io.clew.questions.diff.rank;

import org.jspecify.annotations.NullMarked;
